// Tasks by trials or models: one row a task, most disagreement first; a click shows the task's
// answers on the right.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/compare/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr std::size_t kMostRows = 500;

const std::vector<std::uint32_t>& rows_of(Order& cache, const DisagreeReport& report) {
  if (cache.source == report.item_reports.data() && cache.items == report.item_reports.size()) return cache.rows;
  cache = {report.item_reports.data(), report.item_reports.size(),
           std::vector<std::uint32_t>(report.item_reports.size())};
  std::iota(cache.rows.begin(), cache.rows.end(), 0U);
  std::stable_sort(cache.rows.begin(), cache.rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return report.item_reports[a].entropy > report.item_reports[b].entropy;
  });
  return cache.rows;
}

struct Grid {
  float label, cell, pitch, row, tail;  // widths and the height of a row
  bool leaning = false;                 // column names are turned
  ImVec2 at;                            // first cell of the first row
};

void fill_cell(Frame& ui, const Grid& grid, std::size_t column, float y, ImU32 colour, bool hollow) {
  const ImVec2 from{grid.at.x + static_cast<float>(column) * grid.pitch, y + ui.px(2)};
  const ImVec2 to{from.x + grid.cell, y + grid.row - ui.px(1)};
  const float round = std::min(ui.px(4), grid.cell / 3);
  if (!hollow) return ui.draw()->AddRectFilled(from, to, colour, round);
  // Wrong: paler, with a bar across, so that colour is not the only sign.
  ui.draw()->AddRectFilled(from, to, faded(colour, 0.28F), round);
  const float middle = std::round((from.y + to.y) / 2);
  const float inset = std::min(ui.px(8), grid.cell / 4);
  ui.draw()->AddRectFilled({from.x + inset, middle - ui.px(1)}, {to.x - inset, middle + ui.px(1)}, colour, 1);
}

bool wrong(const DisagreeReport& report, const AnswerCluster& cluster) {
  return report.compared_by == CompareBy::correctness && cluster.answer == "wrong";
}

// One model: its trials, commonest answer first (a report does not keep their order).
void draw_trials(Frame& ui, const Grid& grid, const DisagreeReport& report, const ItemReport& item, std::size_t columns,
                 float y) {
  std::size_t column = 0;
  std::vector<const AnswerCluster*> order;
  for (const AnswerCluster& cluster : item.clusters) order.push_back(&cluster);
  if (report.compared_by == CompareBy::correctness) {
    std::stable_sort(order.begin(), order.end(), [&](const AnswerCluster* a, const AnswerCluster* b) {
      return !wrong(report, *a) && wrong(report, *b);
    });
  }
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    for (std::int64_t i = 0; i < order[rank]->count && column < columns; ++i, ++column) {
      fill_cell(ui, grid, column, y, cluster_colour(ui.theme, report, *order[rank], rank), wrong(report, *order[rank]));
    }
  }
}

// Several models: each in its column; a model that gave several answers shows its commonest.
void draw_models(Frame& ui, const Grid& grid, const DisagreeReport& report, const ItemReport& item,
                 const MatrixShape& shape, float y) {
  for (std::size_t column = 0; column < shape.columns; ++column) {
    for (std::size_t rank = 0; rank < item.clusters.size(); ++rank) {
      const AnswerCluster& cluster = item.clusters[rank];
      if (!std::binary_search(cluster.models.begin(), cluster.models.end(), shape.models[column])) continue;
      fill_cell(ui, grid, column, y, cluster_colour(ui.theme, report, cluster, rank), wrong(report, cluster));
      break;
    }
  }
}

void draw_row(Frame& ui, const Grid& grid, const DisagreeReport& report, const MatrixShape& shape, std::uint32_t index,
              float y) {
  const ItemReport& item = report.item_reports[index];
  const ImRect row{{grid.at.x - grid.label, y},
                   {grid.at.x + static_cast<float>(shape.columns) * grid.pitch + grid.tail, y + grid.row}};
  ImGui::PushID(static_cast<int>(index));
  const Hit hit = hit_area(ui, {item.item, Role::option, item_class_text(item.item_class)}, row);
  ImGui::PopID();
  const bool chosen = ui.view.state.shown_item == static_cast<std::int64_t>(index);
  if (chosen || hit.hovered)
    ui.draw()->AddRectFilled(row.Min - ImVec2{ui.px(8), 0}, row.Max + ImVec2{ui.px(8), 0},
                             faded(ui.theme.text, chosen ? 0.08F : 0.04F), ui.px(4));
  draw_text_in(ui.draw(), ui.fonts.small_number, {row.Min, {grid.at.x - ui.px(12), row.Max.y}},
               chosen ? ui.theme.text : ui.theme.muted, item.item, Align::right);
  if (shape.models.empty())
    draw_trials(ui, grid, report, item, shape.columns, y);
  else
    draw_models(ui, grid, report, item, shape, y);
  draw_text_in(ui.draw(), ui.fonts.small_number, {{row.Max.x - grid.tail, y}, row.Max}, ui.theme.muted,
               entropy_text(item.entropy), Align::right);
  focus_ring(ui, hit, 4);
  if (!hit.pressed) return;
  ui.out.ask(app::ShowItem{static_cast<std::int64_t>(index)});
  if (ui.size != Size::wide) ui.memory.open_sheet = "inspector";
}

// Column names lie flat where all fit and lean where they do not.
void draw_heads(Frame& ui, const Grid& grid, const MatrixShape& shape, float y) {
  for (std::size_t column = 0; column < shape.columns; ++column) {
    const float x = grid.at.x + static_cast<float>(column) * grid.pitch;
    const ImRect head{{x, y}, {x + grid.cell, y + ui.px(18)}};
    const std::string name = shape.models.empty() ? std::to_string(column + 1) : shape.models[column];
    if (grid.leaning)
      draw_turned(ui.draw(), ui.fonts.small, {x + grid.cell / 2 - ui.px(6), y + ui.px(6)}, ui.theme.muted,
                  fitted(ui.fonts.small, name, ui.px(72)), 50);
    else
      draw_text_in(ui.draw(), ui.fonts.small, head, ui.theme.muted, name, Align::centre);
    tip_over(ui, head,
             {shape.models.empty() ? "One try each; right or commonest first, the order of tries is not kept." : name});
  }
  const float right = grid.at.x + static_cast<float>(shape.columns) * grid.pitch + grid.tail;
  const ImRect tail{{right - ui.px(60), y}, {right, y + ui.px(18)}};
  draw_text_in(ui.draw(), ui.fonts.small, tail, ui.theme.muted, "entropy", Align::right);
  tip_over(ui, tail, {"How scattered a task's answers are: 0 when all agree.", "-sum p ln p over answers, nats"});
}

Grid grid_of(const Frame& ui, const DisagreeReport& report, const MatrixShape& shape, ImVec2 at, float width) {
  Grid grid{};
  float widest = ui.px(40);
  for (std::size_t i = 0; i < std::min<std::size_t>(report.item_reports.size(), 200); ++i)
    widest = std::max(widest, text_width(ui.fonts.small_number, report.item_reports[i].item));
  grid.label = std::min(widest + ui.px(14), width * 0.42F);
  grid.tail = ui.px(64);
  grid.row = ui.px(25);
  grid.pitch = std::min(ui.px(72),
                        (width - grid.label - grid.tail) / static_cast<float>(std::max<std::size_t>(1, shape.columns)));
  grid.cell = std::max(2.0F, grid.pitch - (grid.pitch > ui.px(10) ? ui.px(3) : 1));
  for (std::size_t i = 0; i < shape.columns && i < shape.models.size(); ++i)
    grid.leaning = grid.leaning || text_width(ui.fonts.small, shape.models[i]) > grid.cell;
  grid.at = {at.x + grid.label, at.y + (grid.leaning ? ui.px(42) : 0)};
  return grid;
}

}  // namespace

std::string entropy_text(double nats) {
  const std::int64_t hundredths = std::llround(nats * 100);
  if (nats == 0) return "0";
  return std::to_string(hundredths / 100) + "." + std::to_string(hundredths / 10 % 10) +
         std::to_string(hundredths % 10);
}

std::string item_class_text(ItemClass item_class) {
  switch (item_class) {
    case ItemClass::always: return "right every time";
    case ItemClass::flaky: return "right sometimes";
    case ItemClass::never: return "never right";
    case ItemClass::unknown: break;
  }
  return "not known to be right or wrong";
}

MatrixShape matrix_shape(const DisagreeReport& report) {
  MatrixShape shape;
  shape.outcomes = report.compared_by == CompareBy::correctness;
  if (report.models <= 1) {
    shape.columns = std::min(kMostColumns, static_cast<std::size_t>(std::max<std::int64_t>(1, report.trials_max)));
    return shape;
  }
  for (const ItemReport& item : report.item_reports) {
    for (const AnswerCluster& cluster : item.clusters)
      shape.models.insert(shape.models.end(), cluster.models.begin(), cluster.models.end());
    std::sort(shape.models.begin(), shape.models.end());
    shape.models.erase(std::unique(shape.models.begin(), shape.models.end()), shape.models.end());
    if (shape.models.size() >= static_cast<std::size_t>(report.models)) break;
  }
  shape.columns = std::min(kMostColumns, shape.models.size());
  return shape;
}

ImU32 cluster_colour(const Theme& theme, const DisagreeReport& report, const AnswerCluster& cluster, std::size_t rank) {
  if (report.compared_by == CompareBy::correctness) return cluster.answer == "wrong" ? theme.silent : theme.ok;
  return theme.cluster[std::min<std::size_t>(rank, 5)];
}

void draw_matrix(Frame& ui, const DisagreeReport& report) {
  if (report.item_reports.empty()) return;
  const MatrixShape shape = matrix_shape(report);
  const std::vector<std::uint32_t>& rows = rows_of(ui.memory.order, report);
  const std::size_t count = std::min(kMostRows, rows.size());
  const CardMark mark = begin_card(ui, "Task by task, most disagreement first");
  const ImVec2 at = Frame::at();
  const Grid grid = grid_of(ui, report, shape, {at.x, at.y + ui.px(24)}, ui.width());
  draw_heads(ui, grid, shape, grid.at.y - ui.px(24));
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  for (std::size_t i = 0; i < count; ++i) {
    const float y = grid.at.y + static_cast<float>(i) * grid.row;
    if (y + grid.row > clip.Min.y && y < clip.Max.y) draw_row(ui, grid, report, shape, rows[i], y);
  }
  ImGui::Dummy({ui.width(), grid.at.y - at.y + static_cast<float>(count) * grid.row});
  if (count < rows.size())
    words(ui, ui.fonts.small, ui.theme.muted,
          "and " + grouped(static_cast<std::int64_t>(rows.size() - count)) + " tasks with less disagreement");
  end_card(ui, mark);
}

}  // namespace nines::ui
