// Numbers as text, the mirror's JSON, the frame's layout: pure functions of the interface.
#include <doctest/doctest.h>

#include "desk.h"
#include "ui/frame/layout.h"
#include "ui/widgets/format.h"
#include "ui/widgets/mirror.h"

namespace nines::ui {

TEST_CASE("ui: numbers are written with the digits that mean something") {
  struct Row {
    double value;
    const char* text;
  };
  const Row kPercents[] = {{0.6294, "62.9\u2009%"},  {0.95, "95.0\u2009%"},      {0, "0\u2009%"},
                           {1, "100\u2009%"},        {0.00523, "0.523\u2009%"},  {0.0005, "0.05\u2009%"},
                           {0.9999, "99.99\u2009%"}, {0.99963, "99.963\u2009%"}, {0.126, "12.6\u2009%"}};
  for (const Row& row : kPercents) CHECK(percent(row.value) == row.text);
  const Row kRhos[] = {{0.51, ".51"}, {0.398, ".398"}, {0.5, ".50"}, {0, "0"}, {1, "1"}};
  for (const Row& row : kRhos) CHECK(correlation(row.value) == row.text);
  CHECK(grouped(10'000'000) == "10,000,000");
  CHECK(grouped(999) == "999");
  CHECK(grouped(-1234) == "-1,234");
  CHECK(nines_text(0.3711) == "0.4 nines");
  CHECK(nines_text(0) == "no failure");
  CHECK(share_percent(345, 5000) == "6.9\u2009%");
  CHECK(share_percent(1, 3) == "33\u2009%");
}

TEST_CASE("ui: numbers are read as people write them") {
  CHECK(read_number("95 %").value() == 95);
  CHECK(read_number("1,000").value() == 1000);
  CHECK(read_number("1e-3").value() == doctest::Approx(0.001));
  CHECK_FALSE(read_number("").has_value());
  CHECK_FALSE(read_number("nan").has_value());
  CHECK_FALSE(read_number("9x").has_value());
  CHECK(read_counts("19/20")->k == 19);
  CHECK(read_counts("19 of 20")->n == 20);
  CHECK_FALSE(read_counts("21/20").has_value());
  CHECK_FALSE(read_counts("1.5/20").has_value());
  CHECK_FALSE(read_counts("1/0").has_value());
}

TEST_CASE("ui: the parts of the frame do not overlap and cover the window") {
  for (const float width : {390.0F, 699.0F, 700.0F, 1024.0F, 1099.0F, 1100.0F, 1440.0F, 2560.0F}) {
    for (const float scale : {1.0F, 1.5F}) {
      const Layout layout = layout_for({width, 900}, scale);
      CAPTURE(width);
      CHECK(layout.top.Max.y <= layout.main.Min.y);
      CHECK(layout.main.Max.y <= layout.status.Min.y);
      CHECK(layout.main.GetWidth() >= std::min(width, 350.0F));
      CHECK((layout.size == Size::wide) == (width >= 1100 * scale));
      CHECK((layout.size == Size::sheets) == (width < 700 * scale));
      if (layout.size == Size::wide) CHECK(layout.main.Max.x == layout.inspector.Min.x);
      if (layout.size != Size::sheets) CHECK(layout.list.Max.x == layout.main.Min.x);
    }
  }
}

TEST_CASE("ui: the mirror writes JSON whatever the labels hold") {
  ui_test::Desk desk;
  fill(desk);
  desk.document.title = "a \"quoted\" \\ title\nwith\ttabs";
  desk.frames(2);
  const ui_test::Widget* title = desk.screen.find("Title");
  REQUIRE(title != nullptr);
  CHECK(title->value == desk.document.title);
}

}  // namespace nines::ui
