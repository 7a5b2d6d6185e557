// Eigenvalues of small symmetric matrices by Jacobi's rotations: only + - * / sqrt, the same digits everywhere.
#pragma once

#include <cstddef>
#include <vector>

namespace nines::disagree {

// In: n x n symmetric, row after row. Out: n eigenvalues, descending, to about 1e-14 of the largest. Cost: O(n^3) a
// sweep, 6-10 sweeps. Source: Jacobi 1846; Rutishauser 1966, cyclic order.
std::vector<double> symmetric_eigenvalues(std::vector<double> matrix, std::size_t n);

}  // namespace nines::disagree
