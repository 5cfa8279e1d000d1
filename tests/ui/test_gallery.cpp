#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "image/decode.h"
#include "private_settings.h"
#include "ui/gallery/image_filter.h"
#include "ui/gallery/image_list_model.h"
#include "ui/gallery/image_list_view.h"

using namespace penumbra;
using namespace penumbra::ui;

class TestGallery : public QObject {
  Q_OBJECT

 private:
  static std::shared_ptr<dataset::Dataset> photos(int count, const QString& folder) {
    auto data = std::make_shared<dataset::Dataset>();
    data->classes = dataset::Classes({"cat", "dog"});
    for (int i = 0; i < count; ++i) {
      dataset::Item item;
      item.id = "photo_" + std::to_string(i);
      item.image = (folder + "/%1.png").arg(i).toStdString();
      item.size = {64, 32};
      item.tagged = i % 3 != 2;
      if (item.tagged) item.tags = i % 3 == 0 ? std::vector{1} : std::vector{1, 2};
      data->items.push_back(item);
    }
    return data;
  }

 private Q_SLOTS:
  void model_shows_names_and_tags() {
    ImageListModel model;
    QAbstractItemModelTester tester(&model);
    model.set_dataset(photos(3, "/nowhere"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1).data().toString(), QString("photo_1"));
    QCOMPARE(model.index(1).data(ImageListModel::TagsRole).toString(), QString("cat, dog"));
    QCOMPARE(model.index(2).data(ImageListModel::TagsRole).toString(), QString("no tags"));
  }

  void filter_takes_words_of_name_and_tags() {
    ImageListModel model;
    model.set_dataset(photos(30, "/nowhere"));
    ImageFilter filter;
    filter.setSourceModel(&model);
    filter.set_text("DOG");
    QCOMPARE(filter.rowCount(), 10);
    filter.set_text("dog photo_1");
    QCOMPARE(filter.rowCount(), 5);  // 1, 10, 13, 16, 19
    filter.set_text("zebra");
    QCOMPARE(filter.rowCount(), 0);
    filter.set_text("");
    QCOMPARE(filter.rowCount(), 30);
  }

  void thumbnails_arrive_and_broken_files_say_so() {
    QTemporaryDir folder;
    image::Image picture{{64, 32}, std::vector<std::uint8_t>(64 * 32 * 3, 200)};
    image::write_png((folder.path() + "/0.png").toStdString(), picture);
    ImageListModel model;
    model.set_dataset(photos(2, folder.path()));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(model.index(0).data(Qt::DecorationRole).isNull());
    QVERIFY(model.index(1).data(Qt::DecorationRole).isNull());
    QTRY_COMPARE(changed.count(), 2);
    const auto thumbnail = model.index(0).data(Qt::DecorationRole).value<QPixmap>();
    QCOMPARE(thumbnail.size(), QSize(128, 64));
    QVERIFY(!model.index(0).data(ImageListModel::BrokenRole).toBool());
    QVERIFY(model.index(1).data(ImageListModel::BrokenRole).toBool());
  }

  void the_latest_wish_is_decoded_first() {
    QTemporaryDir folder;
    image::Image picture{{512, 512}, std::vector<std::uint8_t>(512 * 512 * 3, 100)};
    const auto file = (folder.path() + "/p.png").toStdString();
    image::write_png(file, picture);
    ThumbnailLoader loader(64, 1);
    QList<int> order;
    connect(&loader, &ThumbnailLoader::loaded, this, [&](int key) { order << key; });
    for (int key = 0; key < 20; ++key) loader.request(key, file);
    QTRY_COMPARE(order.size(), 20);
    // The first may have been taken before the others came; of the rest the last goes first.
    const auto position = [&](int key) { return order.indexOf(key); };
    QVERIFY(position(19) < position(10));
    QVERIFY(position(10) < position(2));
  }

  void a_hundred_thousand_images_are_listed_at_once() {
    ImageListModel model;
    ImageFilter filter;
    filter.setSourceModel(&model);
    ImageListView view(ImageListView::Shape::Grid);
    view.setModel(&filter);
    view.resize(1200, 800);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto data = photos(100'000, "/nowhere");
    QElapsedTimer clock;
    clock.start();
    model.set_dataset(data);
    view.scrollToBottom();
    view.grab();
    qInfo("100,000 images: shown after %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 2000);
    clock.start();
    const QModelIndex index = model.index(5);
    for (int i = 0; i < 20; ++i) Q_EMIT model.dataChanged(index, index, {Qt::DecorationRole});
    view.grab();
    qInfo("20 thumbnails: %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 1000);
  }
};

PENUMBRA_WINDOW_TEST_MAIN(TestGallery)
#include "test_gallery.moc"
