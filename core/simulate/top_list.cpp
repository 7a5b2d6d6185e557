// Equal rows, by a hash of what counts and then in full (top_list.h).
#include "simulate/top_list.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

namespace nines::simulate {
namespace {

class Hash {
 public:
  void add(std::uint64_t x) { state_ = std::rotl((state_ ^ x) * 0x9E3779B97F4A7C15U, 29); }
  void add(double x) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &x, sizeof bits);
    add(bits);
  }
  [[nodiscard]] std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 1;
};

std::uint64_t hash_of(const Plan& plan, std::size_t top) {
  Hash out;
  for (std::size_t i = top; i < plan.nodes[top].end; ++i) {
    const Node& node = plan.nodes[i];
    out.add(static_cast<std::uint64_t>(node.kind) + 64 * (node.end - top));
    out.add(std::uint64_t{node.law});
    for (const Setting& one : node.settings) {
      out.add(one.rate.p);
      out.add(one.real);
      out.add(static_cast<std::uint64_t>(one.whole) + one.word);
    }
  }
  return out.value();
}

bool is_same(const Setting& a, const Setting& b) {
  return a.id == b.id && a.given == b.given && a.rate.p == b.rate.p && a.rate.q == b.rate.q && a.whole == b.whole &&
         a.real == b.real && a.word == b.word;
}

// Rows of the plan as seen from the rows around them.
bool is_same_shift(const std::vector<std::size_t>& a, std::size_t from_a, const std::vector<std::size_t>& b,
                   std::size_t from_b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](std::size_t x, std::size_t y) {
    return x == kNone || y == kNone ? x == y : x - from_a == y - from_b;
  });
}

bool is_same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.made == b.made && a.graph == b.graph && a.cause == b.cause && a.covered == b.covered &&
         a.latent == b.latent && a.law == b.law && a.table == b.table && a.times == b.times && a.rho == b.rho &&
         a.rho_assumed == b.rho_assumed && a.judge == b.judge && a.varies == b.varies && a.weights == b.weights &&
         a.overlooked == b.overlooked &&
         std::equal(a.settings.begin(), a.settings.end(), b.settings.begin(), b.settings.end(),
                    [](const Setting& x, const Setting& y) { return is_same(x, y); });
}

bool is_same(const Plan& plan, std::size_t a, std::size_t b) {
  const std::size_t size = plan.nodes[a].end - a;
  if (plan.nodes[b].end - b != size) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const Node& x = plan.nodes[a + i];
    const Node& y = plan.nodes[b + i];
    if (x.end - a != y.end - b || !is_same(x, y) || !is_same_shift(x.judges, a, y.judges, b)) return false;
    if (i > 0 && !is_same_shift(x.inputs, a, y.inputs, b)) return false;
  }
  return true;
}

}  // namespace

std::size_t TopList::place_of(std::size_t top) const {
  return static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), top) - rows.begin());
}

TopList top_list(const Plan& plan) {
  TopList out;
  std::multimap<std::uint64_t, std::size_t> known;  // first row of each kind, by hash
  for (std::size_t top = 0; top < plan.nodes.size(); top = plan.nodes[top].end) {
    const std::uint64_t hash = hash_of(plan, top);
    const auto [begin, end] = known.equal_range(hash);
    const auto found =
        std::find_if(begin, end, [&](const auto& one) { return is_same(plan, out.rows[one.second], top); });
    out.kind.push_back(found == end ? out.size.size() : out.kind[found->second]);
    if (found == end) {
      known.emplace(hash, out.rows.size());
      out.size.push_back(0);
    }
    ++out.size[out.kind.back()];
    out.rows.push_back(top);
  }
  if (plan.graph) out.sweep = graph_sweep(plan, 0, plan.nodes.size());
  return out;
}

std::size_t top_of(const Plan& plan, std::size_t node) {
  while (plan.nodes[node].parent != kNone) node = plan.nodes[node].parent;
  return node;
}

}  // namespace nines::simulate
