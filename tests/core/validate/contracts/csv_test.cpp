// Tables: headers, delimiters, rows, quotes and typed cells, as models get them wrong.
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

Contract people() {
  CsvColumn id = column("id", ColumnType::integer);
  id.unique = true;
  id.minimum = 1;
  CsvColumn name = text_column("name");
  CsvColumn score = column("score", ColumnType::number);
  score.nullable = true;
  score.maximum = 100;
  CsvColumn joined = column("joined", ColumnType::date);
  joined.nullable = true;
  return csv_contract({id, name, score, joined});
}

const VerdictRow kRows[] = {
    {"id,name,score,joined\n1,Ann,9.5,2024-02-29\n", "pass strict", "", "id,name,score,joined\n1,Ann,9.5,2024-02-29\n"},
    {"id,name,score,joined\r\n1,Ann,,\r\n", "pass strict", "", "id,name,score,joined\r\n1,Ann,,\r\n"},
    {"id,name,score,joined\n1,\"A, \"\"B\"\"\nC\",1,", "pass strict", "",
     "id,name,score,joined\n1,\"A, \"\"B\"\"\nC\",1,"},
    {"id,name,score,joined\n", "pass strict", "", "id,name,score,joined\n"},
    {"score,id,name,joined\n1,1,Ann,", "pass strict", "C3", "score,id,name,joined\n1,1,Ann,"},
    {"```csv\nid,name,score,joined\n1,Ann,1,\n```", "pass extracted", "W1", "id,name,score,joined\n1,Ann,1,"},
    {"Here is the table:\n\nid,name,score,joined\n1,Ann,1,\n\nAnything else?", "pass extracted", "W3 W4",
     "id,name,score,joined\n1,Ann,1,"},
    {"ID,Name,score,joined\n1,Ann,1,\n", "fail repaired", "C3", "id,name,score,joined\n1,Ann,1,\n"},
    {"id, name, score, joined\n1,Ann,1,\n", "fail repaired", "C3", "id,name,score,joined\n1,Ann,1,\n"},
    {"1,Ann,1,\n2,Bob,2,\n", "fail repaired", "C1", "id,name,score,joined\n1,Ann,1,\n2,Bob,2,\n"},
    {"id;name;score;joined\n1;Ann, B.;1;\n", "fail repaired", "W10", "id,name,score,joined\n1,\"Ann, B.\",1,\n"},
    {"id\tname\tscore\tjoined\n1\tAnn\t1\t\n", "fail repaired", "W10", "id,name,score,joined\n1,Ann,1,\n"},
    {"id,name,age,score,joined\n1,Ann,30,1,\n", "fail repaired", "C2", "id,name,score,joined\n1,Ann,1,\n"},
    {"no,id,name,score,joined,x\n1,1,Ann,1,,y\n", "fail repaired", "C2", "id,name,score,joined\n1,Ann,1,\n"},
    {"id,name,score\n1,Ann,1\n", "fail lost", "C1"},
    {"id,name,score,joined\n1,Ann,1\n", "fail lost", "C10"},
    {"id,name,score,joined\n1,Ann,1,,,\n", "fail repaired", "C10", "id,name,score,joined\n1,Ann,1,\n"},
    {"id,name,score,joined\n1,Ann,1,\n\n2,Bob,1,\n", "fail repaired", "C10",
     "id,name,score,joined\n1,Ann,1,\n2,Bob,1,\n"},
    {"id,name,score,joined\n1,Ann,1,\nid,name,score,joined\n2,Bob,1,\n", "fail repaired", "C2",
     "id,name,score,joined\n1,Ann,1,\n2,Bob,1,\n"},
    {"id,name,score,joined\n1,Ann,1,\n1,Bob,1,\n", "fail lost", "S8"},
    {"id,name,score,joined\n0,Ann,101,\n", "fail lost", "C6"},
    {"id,name,score,joined\n1.0,Ann,1,\n", "fail repaired", "C4", "id,name,score,joined\n1,Ann,1,\n"},
    {"id,name,score,joined\n\"1,234\",Ann,1,\n", "fail lost", "C4"},
    {"id,name,score,joined\n\"1,234,567\",Ann,1,\n", "fail repaired", "C4", "id,name,score,joined\n1234567,Ann,1,\n"},
    {"id,name,score,joined\n1,Ann,12 %,\n", "fail lost", "C4"},
    {"id,name,score,joined\n1,Ann,N/A,null\n", "fail repaired", "C8", "id,name,score,joined\n1,Ann,,\n"},
    {"id,name,score,joined\n1,,1,\n", "fail lost", "C1"},
    {"id,name,score,joined\n1,Ann,1,2024/3/5\n", "fail repaired", "C4", "id,name,score,joined\n1,Ann,1,2024-03-05\n"},
    {"id,name,score,joined\n1,Ann,1,25/12/2024\n", "fail repaired", "C4", "id,name,score,joined\n1,Ann,1,2024-12-25\n"},
    {"id,name,score,joined\n1,Ann,1,03/04/2024\n", "fail lost", "C4"},
    {"id,name,score,joined\n1,Ann,1,2023-02-29\n", "fail lost", "C4"},
    {"id,name,score,joined\n1,\"Ann,1,\n", "fail lost", "C10 X1"},
    {"id,name,score,joined\n1, \"Ann\",1,\n", "fail repaired", "L12", "id,name,score,joined\n1,\"Ann\",1,\n"},
    {"id,name,score,joined\n1,\"Ann \"B\" C\",1,\n", "fail repaired", "L12",
     "id,name,score,joined\n1,\"Ann \"\"B\"\" C\",1,\n"},
    {"id,name,score,joined\n1,5\" disk,1,\n", "fail repaired", "L12", "id,name,score,joined\n1,\"5\"\" disk\",1,\n"},
    {"| id | name | score | joined |\n|---|:---|---:|---|\n| 1 | Ann, B. | 1 | |\n", "fail repaired", "W10",
     "id,name,score,joined\n1,\"Ann, B.\",1,"},
    {"id | name | score | joined\n--- | --- | --- | ---\n1 | A \\| B | 1 | 2024-03-05", "fail repaired", "W10",
     "id,name,score,joined\n1,A | B,1,2024-03-05"},
    {"The table:\n\n| id | name | score | joined |\n|---|---|---|---|\n| 1 | Ann | 1 | |\n\nDone.", "fail repaired",
     "W10 W3 W4", "id,name,score,joined\n1,Ann,1,"},
    {"| id | name | score | joined |\n|---|---|---|---|\n| 0 | Ann | 1 | |\n", "fail lost", "W10 C6"},
    {"There is no table.", "fail lost", "X9"},
};

}  // namespace

TEST_CASE("csv: tables with typed columns") {
  const CompiledContract contract = compiled(people());
  for (const VerdictRow& row : kRows) check(contract, row);
}

TEST_CASE("csv: without a header, with tabs, with columns of its own") {
  Contract contract = csv_contract({column("ok", ColumnType::boolean), note_column()});
  contract.has_header = false;
  check(compiled(contract), {"true,cold\nfalse,\n", "pass strict", "", "true,cold\nfalse,\n"});
  check(compiled(contract), {"ok,note\ntrue,cold\n", "fail repaired", "C2", "true,cold\n"});
  check(compiled(contract), {"True,Cold\n", "fail repaired", "C4 C12", "true,cold\n"});
  check(compiled(contract), {"yes,cold\n", "fail lost", "C4"});
  check(compiled(contract), {"true,hot\n", "fail lost", "C5"});
  contract.has_header = true;
  contract.delimiter = "\t";
  contract.extra_columns = true;
  check(compiled(contract), {"ok\tx\tnote\ntrue\t?\tcold\n", "pass strict", "", "ok\tx\tnote\ntrue\t?\tcold\n"});
}

TEST_CASE("csv: a cell's two readings are both told, and its place") {
  const Verdict verdict = validate_text(compiled(people()), "id,name,score,joined\n\"1,234\",Ann,1,03/04/2024\n", {});
  REQUIRE(verdict.findings.size() == 2);
  CHECK(verdict.findings[0].pointer == "/0/id");
  CHECK(verdict.findings[0].schema_pointer == "/columns/0");
  REQUIRE(verdict.findings[0].alternatives.size() == 2);
  CHECK(verdict.findings[0].alternatives[0].reading == "1234");
  CHECK(verdict.findings[0].alternatives[1].reading == "1.234");
  REQUIRE(verdict.findings[1].alternatives.size() == 2);
  CHECK(verdict.findings[1].alternatives[0].reading == "2024-04-03");
  CHECK(verdict.findings[1].line == 2);
}

TEST_CASE("csv: contracts that make no sense say where") {
  CHECK(compile_contract(csv_contract({})).error().where.pointer == "/columns");
  CHECK(compile_contract(csv_contract({text_column("a"), text_column("a")})).error().where.pointer ==
        "/columns/1/name");
  CHECK(compile_contract(csv_contract({column("a", ColumnType::label)})).error().where.pointer == "/columns/0/labels");
  Contract contract = csv_contract({text_column("a")});
  contract.delimiter = "||";
  CHECK(compile_contract(contract).error().where.pointer == "/delimiter");
}
