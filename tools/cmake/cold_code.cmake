# What runs once a request, a contract or an answer, not once a byte, a token, a class or a trial: compiled for size on
# the web, where every visitor loads it. Included before the folders whose sources these are. Not here on purpose: what
# includes simulate/evaluate.h, whose templates the linker takes from the first object that has them (laws of time and
# money compiled for size took 1.3 to 2.2 times as long, for 28 kB).
nines_sources(COLD
  core/codec/*_codec.cpp core/codec/link.cpp core/codec/classify.cpp core/call/op_*.cpp core/call/engine.cpp
  core/call/pipeline_args.cpp core/bridge/*.cpp
  core/validate/infer/*.cpp core/validate/strict/*.cpp core/validate/selftest/*.cpp core/validate/mutate/*.cpp
  core/validate/summary/*.cpp core/validate/prefix/*.cpp core/validate/contracts/*.cpp
  core/validate/format/idna.cpp core/validate/format/normal_form.cpp core/validate/format/punycode.cpp
  core/validate/format/unicode_tables.cpp core/validate/pattern/*read*.cpp core/validate/pattern/parse_pattern.cpp
  core/validate/pattern/property_tables.cpp core/validate/pattern/unicode_property.cpp
  core/validate/schema/*.cpp core/validate/fast/plan.cpp core/validate/*table.cpp core/validate/aggregate.cpp
  core/validate/compile.cpp core/validate/diagnose.cpp core/validate/mend.cpp core/validate/repair.cpp
  core/simulate/questions/*.cpp core/simulate/fit*.cpp core/simulate/length_likelihood.cpp
  core/simulate/assumptions.cpp core/simulate/build_plan.cpp core/simulate/check_params.cpp
  core/simulate/economics.cpp core/simulate/measured.cpp core/simulate/plan_rows.cpp core/simulate/sampled_result.cpp
  core/simulate/step_table.cpp core/simulate/variables.cpp core/simulate/variants.cpp core/simulate/rare/rare.cpp
  core/simulate/rare/pilots.cpp core/simulate/sliced/replay.cpp
  core/disagree/checker/*.cpp core/disagree/compare/*.cpp core/disagree/drift/*.cpp core/disagree/entropy/*.cpp
  core/disagree/failures/*.cpp core/disagree/hard_items/*.cpp core/disagree/selective/*.cpp core/disagree/sensitivity/*.cpp
  core/disagree/text/similarity.cpp core/disagree/voters/*.cpp core/disagree/ratings/*.cpp core/disagree/aggregate/*.cpp
  core/disagree/agree/measure.cpp core/disagree/agree/variance.cpp core/disagree/agree/agreement_table.cpp
  core/disagree/metric_table.cpp core/disagree/item_reports.cpp core/call/panel.cpp)
# Judging many texts with the verifying tree walk, and the choices of a plan, are long loops all the same.
list(FILTER COLD EXCLUDE REGEX "/(schema/(holds|holds_children|evaluate|json_hash|value_rules)|questions/plan_stages|questions/trials)\\.cpp$")
set_source_files_properties(${COLD} PROPERTIES COMPILE_OPTIONS "${NINES_SMALL}")
