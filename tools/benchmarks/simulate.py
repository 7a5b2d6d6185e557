# The reference pipeline in numpy, whole columns of trials at once; for tools/bench.
import json
import time

try:
    import numpy as np
except ImportError:
    raise SystemExit("numpy is not installed (tools/setup bench)")

TRIALS, RUNS = 500_000, 5


def play(random):
    right = np.ones(TRIALS, bool)
    alive = np.arange(TRIALS)
    for _ in range(20):
        todo, passed = alive, []
        for _ in range(3):
            good = random.random(todo.size) < 0.95
            flagged = random.random(todo.size) < np.where(good, 0.02, 0.9)
            right[todo[~flagged & ~good]] = False
            passed.append(todo[~flagged])
            todo = todo[flagged]
        alive = np.concatenate(passed)
    return right[alive].sum() / TRIALS


random, values = np.random.default_rng(1), []
play(random)
for _ in range(RUNS):
    start = time.process_time()
    ok = play(random)
    values.append(TRIALS / (time.process_time() - start) / 1e6)
    assert abs(ok - 0.893716) < 0.003, ok
print(json.dumps({"name": f"numpy {np.__version__}", "unit": "M trials/s", "values": values}))
