#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "edit/brush.h"
#include "edit/operation_json.h"
#include "edit/script.h"
#include "folders.h"

using namespace penumbra;
using namespace penumbra::edit;
using image::LabelMap;
using nlohmann::json;

namespace {

const LabelNames names({{1, "cat"}, {2, "dog"}, {7, "Öl & Wasser"}});

constexpr image::Size size{20, 16};

/// One of each operation.
const std::vector<std::pair<std::string, Action>>& examples() {
  static const std::vector<std::pair<std::string, Action>> list = {
      {R"({"op": "brush", "points": [[1, 2], [3.5, 4]], "radius": 6, "class": "dog"})",
       Brush{{{1, 2}, {3.5, 4}}, 6, 2}},
      {R"({"op": "erase", "points": [[1.5, 2.5]], "radius": 0.5})", Erase{{{1.5, 2.5}}, 0.5, 0}},
      {R"({"op": "erase", "points": [[1, 2]], "radius": 2, "to": "ignore"})",
       Erase{{{1, 2}}, 2, 255}},
      {R"({"op": "polygon", "points": [[0, 0], [9, 0], [9, 9]], "class": "Öl & Wasser"})",
       FillPolygon{{{0, 0}, {9, 0}, {9, 9}}, {}, 7}},
      {R"({"op": "polygon", "points": [[0, 0], [9, 0], [9, 9]],
           "holes": [[[5, 1], [6, 1], [6, 2]]], "class": "background"})",
       FillPolygon{{{0, 0}, {9, 0}, {9, 9}}, {{{5, 1}, {6, 1}, {6, 2}}}, 0}},
      {R"({"op": "lasso", "points": [[0, 0], [9, 0], [9, 9]], "class": "cat"})",
       Lasso{{{0, 0}, {9, 0}, {9, 9}}, 1}},
      {R"({"op": "flood", "point": [3, 3], "tolerance": 12.5, "class": "cat"})",
       FloodFill{{3, 3}, 12.5, 1}},
      {R"({"op": "superpixel", "points": [[3, 3]], "class": "ignore"})",
       FillSuperpixels{{{3, 3}}, 20, 255}},
      {R"({"op": "superpixel", "points": [[3, 3]], "region_size": 5, "class": "cat"})",
       FillSuperpixels{{{3, 3}}, 5, 1}},
      {R"({"op": "take", "layer": "other", "point": [3, 3]})", Take{"other", Point{3, 3}, {}, {}}},
      {R"({"op": "take", "layer": "other", "from": "dog", "class": "cat"})",
       Take{"other", {}, std::uint8_t{2}, std::uint8_t{1}}},
      {R"({"op": "take_score", "layer": "other", "from": "dog", "threshold": 0.5})",
       TakeScore{"other", 2, 0.5, {}, {}}},
      {R"({"op": "take_score", "layer": "other", "from": "dog", "threshold": 0.25,
           "point": [12, 9], "class": "cat"})",
       TakeScore{"other", 2, 0.25, Point{12, 9}, std::uint8_t{1}}},
      {R"({"op": "replace", "from": "dog", "class": "cat"})", Replace{2, 1, {}}},
      {R"({"op": "replace", "from": "dog", "class": "cat", "point": [5, 5]})",
       Replace{2, 1, Point{5, 5}}},
      {R"({"op": "fill_holes", "class": "dog"})", FillHoles{2, {}}},
      {R"({"op": "fill_holes", "class": "dog", "area": 30})", FillHoles{2, 30}},
      {R"({"op": "remove_specks", "area": 9})", RemoveSpecks{9, {}}},
      {R"({"op": "remove_specks", "area": 9, "class": "dog"})", RemoveSpecks{9, std::uint8_t{2}}},
      {R"({"op": "grow", "class": "dog", "pixels": 2})", Grow{2, 2}},
      {R"({"op": "shrink", "class": "dog", "pixels": 1})", Shrink{2, 1, 0}},
      {R"({"op": "shrink", "class": "dog", "pixels": 1, "to": "cat"})", Shrink{2, 1, 1}},
      {R"({"op": "smooth", "radius": 1.5})", Smooth{1.5}},
      {R"({"op": "crf", "rectangle": [2, 1, 12, 10]})", RefineByCrf{{2, 1, 12, 10}, 0.8}},
      {R"({"op": "crf", "rectangle": [-5, -5, 100, 100], "confidence": 0.6})",
       RefineByCrf{{-5, -5, 100, 100}, 0.6}},
  };
  return list;
}

/// A square of dog with a hole and two specks.
LabelMap start() {
  LabelMap map{size, std::vector<std::uint8_t>(size.area())};
  const auto fill = [&](Rect rect, std::uint8_t label) {
    for (int y = rect.y; y < rect.bottom(); ++y)
      for (int x = rect.x; x < rect.right(); ++x) map.labels[pixel_index(size, x, y)] = label;
  };
  fill({4, 4, 8, 8}, 2);
  fill({6, 6, 2, 2}, 0);
  fill({15, 2, 1, 1}, 2);
  fill({17, 12, 1, 2}, 1);
  return map;
}

Context context() {
  Context context;
  auto photo = std::make_shared<image::Image>();
  photo->size = size;
  photo->pixels.assign(3 * size.area(), 90);
  for (std::size_t i = 0; i < photo->pixels.size() / 2; ++i) photo->pixels[i] = 200;
  context.photo = [photo] { return photo; };
  context.superpixels = [photo](int region_size) {
    return std::make_shared<Superpixels>(compute_superpixels(*photo, region_size));
  };
  context.layer = [](const std::string& layer) {
    auto map = std::make_shared<LabelMap>(start());
    for (auto& label : map->labels) label = label == 0 ? 2 : label == 2 ? 1 : 0;
    return layer == "other" ? map : nullptr;
  };
  context.score = [](const std::string& layer, std::uint8_t label) {
    auto score = std::make_shared<image::ScoreMap>();
    score->size = size;
    for (std::size_t i = 0; i < size.area(); ++i)
      score->scores.push_back(i > size.area() / 2 ? 0.75f : 0.3f);
    return layer == "other" && label == 2 ? score : nullptr;
  };
  return context;
}

Operation parse(const std::string& text) { return parse_operation(json::parse(text), names, "it"); }

/// The error of a script of one good operation and this one.
QString error_of(const std::string& operation) {
  try {
    parse_script(R"({"operations": [{"op": "undo"}, )" + operation + "]}", names, "edits.json");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

QString error_of_script(const std::string& text) {
  try {
    parse_script(text, names, "edits.json");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

class TestEditScript : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reads_and_writes_each_operation() {
    std::vector<std::string> seen;
    for (const auto& [text, action] : examples()) {
      const auto operation = parse(text);
      QVERIFY2(operation.action == action, text.c_str());
      QVERIFY(!operation.only_over);
      QVERIFY(operation.selection.empty());
      const auto written = to_json(operation, names);
      QCOMPARE(written["op"].get<std::string>(), std::string(name(operation)));
      QVERIFY2(parse_operation(written, names, "it") == operation, text.c_str());
      const auto object = json::parse(text);
      for (const auto& field : object.items())
        QVERIFY2(written[field.key()] == field.value(), text.c_str());
      seen.emplace_back(name(operation));
    }
    for (const auto& name : operation_names()) QVERIFY(std::ranges::count(seen, name) > 0);
  }

  void reads_limits() {
    const auto operation = parse(
        R"({"op": "smooth", "radius": 2, "only_over": ["background", "ignore", "dog"],
            "selection": [[0, 0], [5, 0], [5, 5]]})");
    QVERIFY(operation.only_over);
    for (std::size_t label = 0; label < 256; ++label)
      QCOMPARE(operation.only_over->test(label), label == 0 || label == 2 || label == 255);
    QCOMPARE(operation.selection.size(), std::size_t{3});
    QVERIFY(parse_operation(to_json(operation, names), names, "it") == operation);
  }

  void each_operation_changes_its_rectangle_only() {
    for (const auto& [text, action] : examples()) {
      LabelMap map = start();
      std::vector<std::uint8_t> drawn(size.area());
      const auto changed = apply({action, {}, {}}, {map, &drawn}, context());
      QVERIFY2(!changed.empty(), text.c_str());
      const auto before = start();
      for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
          if (const auto i = pixel_index(size, x, y);
              map.labels[i] != before.labels[i] || drawn[i] != 0)
            QVERIFY2(!intersection(changed, {x, y, 1, 1}).empty(), text.c_str());
      // The limits reach every operation.
      map = start();
      QVERIFY2(apply({action, std::bitset<256>().set(99), {}}, {map}, context()).empty(),
               text.c_str());
      const Ring outside{{-9, -9}, {-3, -9}, {-3, -3}};
      QVERIFY2(apply({action, {}, outside}, {map}, context()).empty(), text.c_str());
      QVERIFY(map == before);
    }
  }

  void operations_do_what_their_functions_do() {
    LabelMap map = start(), expected = start();
    const std::vector<Point> line{{1, 2}, {18, 9}};
    const Ring ring{{0, 0}, {12, 0}, {12, 16}, {0, 16}};
    const auto mask = polygon_mask(size, std::span(&ring, 1));
    const auto background = std::bitset<256>(1);
    const auto operation = parse(
        R"({"op": "brush", "points": [[1, 2], [18, 9]], "radius": 3, "class": "cat",
            "only_over": ["background"], "selection": [[0, 0], [12, 0], [12, 16], [0, 16]]})");
    const auto changed = apply(operation, {map}, {});
    QCOMPARE(changed, brush({expected}, line, 3, 1, Limits{background, &mask}));
    QVERIFY(map == expected);
    QCOMPARE(changed.right(), 12);
    QCOMPARE(map.labels[pixel_index(size, 5, 4)], std::uint8_t{2});
  }

  void superpixels_are_asked_for_by_size() {
    Context asked = context();
    int region_size = 0;
    asked.superpixels = [&, give = asked.superpixels](int wanted) {
      region_size = wanted;
      return give(wanted);
    };
    LabelMap map = start();
    apply(parse(R"({"op": "superpixel", "points": [[3, 3]], "region_size": 6, "class": "cat"})"),
          {map}, asked);
    QCOMPARE(region_size, 6);
  }

  void what_the_context_lacks_is_an_error() {
    const auto failure = [](const std::string& text, const Context& context) {
      LabelMap map = start();
      QString message;
      try {
        apply(parse(text), {map}, context);
      } catch (const Error& error) {
        message = error.what();
      }
      return map == start() ? message : "the map was changed";
    };
    const std::string flood = R"({"op": "flood", "point": [3, 3], "tolerance": 9, "class": "cat"})";
    const std::string take = R"({"op": "take", "layer": "lost", "from": "cat"})";
    QVERIFY(failure(flood, {}).contains("no photo"));
    QVERIFY(failure(R"({"op": "crf", "rectangle": [0, 0, 3, 3]})", {}).contains("no photo"));
    QVERIFY(failure(R"({"op": "superpixel", "points": [[3, 3]], "class": "cat"})", {})
                .contains("no superpixels"));
    QVERIFY(failure(take, context()).contains("no layer 'lost'"));
    QVERIFY(failure(R"({"op": "take_score", "layer": "other", "from": "cat", "threshold": 0.5})",
                    context())
                .contains("no score in layer 'other'"));
    Context broken;
    broken.layer = [](const std::string&) -> std::shared_ptr<const LabelMap> {
      throw Error("is damaged", "layers/7", "Run verify");
    };
    QCOMPARE(failure(take, broken), QString("layers/7: is damaged. Run verify"));
  }

  void outside_coordinates_are_cut_off() {
    LabelMap map = start();
    const auto apply_text = [&](const std::string& text) {
      return apply(parse(text), {map}, context());
    };
    QVERIFY(apply_text(R"({"op": "brush", "points": [[1e300, -1e300], [1e300, 5]], "radius": 3,
                           "class": "cat"})")
                .empty());
    QVERIFY(
        apply_text(R"({"op": "flood", "point": [-1, 3], "tolerance": 9, "class": "cat"})").empty());
    QVERIFY(apply_text(R"({"op": "replace", "from": "dog", "class": "cat", "point": [99, 3]})")
                .empty());
    QVERIFY(apply_text(R"({"op": "crf", "rectangle": [1e300, 0, 1e300, 5]})").empty());
    QVERIFY(map == start());
    QCOMPARE(apply_text(R"({"op": "lasso", "points": [[-1e300, -1e300], [1e300, -1e300],
                            [1e300, 1e300], [-1e300, 1e300]], "class": "cat"})"),
             (Rect{0, 0, 20, 16}));
  }

  void reads_undo_and_redo() {
    const auto steps = parse_script(
        R"({"operations": [{"op": "smooth", "radius": 2}, {"op": "undo"}, {"op": "redo"}]})", names,
        "edits.json");
    QCOMPARE(steps.size(), std::size_t{3});
    QVERIFY(std::get<Operation>(steps[0]).action == Action(Smooth{2}));
    QVERIFY(std::holds_alternative<Undo>(steps[1]));
    QVERIFY(std::holds_alternative<Redo>(steps[2]));
    QVERIFY(error_of(R"({"op": "undo", "radius": 3})").contains("operation 2 (undo): has more"));
    QVERIFY(parse_script(R"({"operations": []})", names, "edits.json").empty());
  }

  void reads_a_file() {
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "edits.json";
    json script;
    for (const auto& [text, action] : examples()) script["operations"].push_back(json::parse(text));
    write_file_atomically(file, script.dump());
    const auto steps = read_script(file, names);
    QCOMPARE(steps.size(), examples().size());
    for (std::size_t i = 0; i < steps.size(); ++i)
      QVERIFY(std::get<Operation>(steps[i]).action == examples()[i].second);
    QVERIFY_EXCEPTION_THROWN(read_script(file / "lost", names), Error);
  }

  void refuses_what_is_no_script() {
    QVERIFY(error_of_script("").startsWith("edits.json: is not JSON: "));
    QVERIFY(error_of_script("{\"operations\": [").contains("line 1"));
    QVERIFY(error_of_script("\xff").contains("is not JSON"));
    for (const char* text : {"[]", "3", "{}", R"({"operations": {}})", R"({"operation": []})"})
      QVERIFY2(error_of_script(text).startsWith("edits.json: has no list of operations"), text);
    QVERIFY(error_of_script(R"({"operations": [], "image": "a"})").contains("has more than"));
    QVERIFY(error_of_script(R"({"operations": [{"op": "smooth", "radius": 1e999}]})")
                .contains("is not JSON"));
  }

  void refuses_wrong_operations_data() {
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char* operation, const char* reason, const char* remedy) {
      QTest::newRow(operation) << operation << reason << remedy;
    };
    row("3", "operation 2: is not a JSON object", "Use {");
    row("{}", "operation 2: does not say which operation it is", "Use {");
    row(R"({"op": 7})", "does not say which", "Use {");
    row(R"({"op": "brsh"})", "there is no operation 'brsh'", "Did you mean 'brush'?");
    row(R"({"op": "undoo"})", "there is no operation 'undoo'", "Did you mean 'undo'?");
    row(R"({"op": "smooth"})", "operation 2 (smooth): the field \"radius\" is missing", "Add it");
    row(R"({"op": "smooth", "raduis": 3})", "has no field 'raduis'", "Did you mean 'radius'?");
    row(R"({"op": "smooth", "radius": 3, "only_ovr": []})", "'only_ovr'", "'only_over'?");
    row(R"({"op": "smooth", "radius": "3"})", "\"radius\" is not a number", "Give it");
    row(R"({"op": "smooth", "radius": 0.5})", "\"radius\" is 0.5", "Use 1.0 to 100.0");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": 0, "class": "dog"})", "\"radius\" is 0.0",
        "Use more than 0.0 and at most 10000.0");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": -3, "class": "dog"})", "\"radius\" is -3",
        "Use more");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": 1e6, "class": "dog"})", "\"radius\" is",
        "Use more");
    row(R"({"op": "brush", "points": [], "radius": 1, "class": "dog"})", "\"points\" has 0 points",
        "at least 1");
    row(R"({"op": "brush", "points": [1, 2], "radius": 1, "class": "dog"})",
        "\"points\" is not a point", "[x, y]");
    row(R"({"op": "brush", "points": [[1, 2, 3]], "radius": 1, "class": "dog"})", "is not a point",
        "[x, y]");
    row(R"({"op": "brush", "points": {"x": 1}, "radius": 1, "class": "dog"})",
        "is not a list of points", "[[x, y], ...]");
    row(R"({"op": "brush", "points": [[1, null]], "radius": 1, "class": "dog"})", "is not a point",
        "[x, y]");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": 1, "class": "dgo"})",
        "there is no class 'dgo'", "Did you mean 'dog'?");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": 1, "class": 2})",
        "\"class\" is not the name of a class", "background");
    row(R"({"op": "brush", "points": [[1, 2]], "radius": 1})", "\"class\" is missing", "Add it");
    row(R"({"op": "erase", "points": [[1, 2]], "radius": 1, "to": "dog"})", "\"to\" is a class",
        "operation brush");
    row(R"({"op": "lasso", "points": [[1, 2], [3, 4]], "class": "dog"})", "has 2 points",
        "at least 3");
    row(R"({"op": "polygon", "points": [[1, 2], [3, 4], [5, 5]], "holes": [[[1, 1]]],
            "class": "dog"})",
        "\"holes\" has 1 points", "at least 3");
    row(R"({"op": "polygon", "points": [[1, 2], [3, 4], [5, 5]], "holes": 1, "class": "dog"})",
        "is not a list of rings", "[[[x, y], ...], ...]");
    row(R"({"op": "flood", "point": [3], "tolerance": 9, "class": "cat"})", "is not a point",
        "[x, y]");
    row(R"({"op": "flood", "point": [3, 3], "tolerance": 443, "class": "cat"})",
        "\"tolerance\" is 443", "0.0 to 442.0");
    row(R"({"op": "superpixel", "points": [[3, 3]], "region_size": 3, "class": "cat"})",
        "\"region_size\" is 3", "4.0 to 1000.0");
    row(R"({"op": "superpixel", "points": [[3, 3]], "region_size": 9.5, "class": "cat"})",
        "is not a whole number", "Give it");
    row(R"({"op": "take", "layer": "a"})", "or neither", "Give \"point\"");
    row(R"({"op": "take", "layer": "a", "point": [1, 1], "from": "dog"})", "it has both",
        "\"from\"");
    row(R"({"op": "take", "layer": "", "point": [1, 1]})", "\"layer\" is not a name", "Give it");
    row(R"({"op": "take_score", "layer": "a", "from": "dog", "threshold": 1.5})",
        "\"threshold\" is 1.5", "0.0 to 1.0");
    row(R"({"op": "remove_specks", "area": 0})", "\"area\" is 0", "Use 1.0");
    row(R"({"op": "fill_holes", "class": "dog", "area": 1e300})", "\"area\" is", "Use 1.0");
    row(R"({"op": "grow", "class": "dog", "pixels": 5000})", "\"pixels\" is 5000", "1.0 to 1000.0");
    row(R"({"op": "shrink", "class": "dog", "pixels": 2, "to": "dog"})", "the class itself",
        "Use another");
    row(R"({"op": "crf", "rectangle": [1, 2, 3]})", "is not a rectangle", "[x, y, width, height]");
    row(R"({"op": "crf", "rectangle": [1, 2, 0, 5]})", "is empty", "at least 1");
    row(R"({"op": "crf", "rectangle": [1, 2, 3.5, 5]})", "part of a pixel", "whole numbers");
    row(R"({"op": "crf", "rectangle": [1, 2, 3, 5], "confidence": 1})", "\"confidence\" is 1",
        "0.01 to 0.99");
    row(R"({"op": "smooth", "radius": 3, "only_over": []})", "\"only_over\" is not a list of names",
        "[\"background\", ...]");
    row(R"({"op": "smooth", "radius": 3, "only_over": ["cet"]})", "there is no class 'cet'",
        "'cat'");
    row(R"({"op": "smooth", "radius": 3, "selection": [[1, 2]]})", "\"selection\" has 1 points",
        "at least 3");
  }

  void refuses_wrong_operations() {
    QFETCH(QString, operation);
    QFETCH(QString, reason);
    QFETCH(QString, remedy);
    const QString error = error_of(operation.toStdString());
    QVERIFY2(error.startsWith("edits.json, operation 2"), qPrintable(error));
    QVERIFY2(error.contains(reason), qPrintable(error));
    QVERIFY2(error.mid(error.indexOf(reason) + reason.size()).contains(remedy), qPrintable(error));
  }

  void names_of_labels() {
    QCOMPARE(names.name(0), std::string("background"));
    QCOMPARE(names.name(255), std::string("ignore"));
    QCOMPARE(names.name(99), std::string("class 99"));
    QVERIFY(!names.find("class 99"));
    QCOMPARE(names.all().size(), std::size_t{5});
  }

  void every_operation_and_field_is_documented() {
    const auto text = read_file(source_folder() / "docs/files.md");
    const auto section = text.find("## Edit scripts");
    QVERIFY(section != std::string::npos);
    for (const auto& name : operation_names()) {
      const auto start = text.find("\n| `" + name + "` |", section);
      QVERIFY2(start != std::string::npos, name.c_str());
      const auto row = text.substr(start + 1, text.find('\n', start + 1) - start - 1);
      QVERIFY(!field_names(name).empty());
      for (const auto& field : field_names(name))
        QVERIFY2(row.find("`" + field + "`") != std::string::npos, (name + " " + field).c_str());
    }
    QVERIFY(field_names("undo").empty());
  }
};

QTEST_GUILESS_MAIN(TestEditScript)
#include "test_edit_script.moc"
