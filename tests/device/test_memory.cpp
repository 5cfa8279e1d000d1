#include <QtTest>
#include <vector>

#include "device/memory.h"

using namespace penumbra::device;

class TestMemory : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void resident_memory_grows_with_what_is_used() {
    const auto before = resident_memory();
    QVERIFY(before > 0);
    const std::vector<char> block(64 << 20, 1);
    QVERIFY(block.back() == 1);
    QVERIFY(resident_memory() - before > 32 << 20);
  }

  void available_memory_is_known() { QVERIFY(available_memory() > 1 << 20); }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "test_memory.moc"
