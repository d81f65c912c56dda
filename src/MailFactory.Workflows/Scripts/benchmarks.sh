./build.sh Benchmarks --quick --check
