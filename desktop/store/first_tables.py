"""The tables of the first version of the report file, as they shipped; never change them, add a migration."""

from __future__ import annotations

FIRST_TABLES = """
CREATE TABLE "project" (
    "id" INTEGER PRIMARY KEY CHECK ("id" = 1), "rank" INTEGER NOT NULL, "name" TEXT NOT NULL DEFAULT '',
    "year" INTEGER NOT NULL DEFAULT 0, "unit" TEXT NOT NULL DEFAULT '',
    "unit_code" TEXT NOT NULL DEFAULT '', "department" TEXT NOT NULL DEFAULT '',
    "executor" TEXT NOT NULL DEFAULT '', "kind" TEXT NOT NULL DEFAULT '',
    "level" TEXT NOT NULL DEFAULT '', "starts" TEXT, "ends" TEXT,
    "responsible" TEXT NOT NULL DEFAULT '', "finance" TEXT NOT NULL DEFAULT '',
    "author" TEXT NOT NULL DEFAULT '', "phone" TEXT NOT NULL DEFAULT '',
    "finance_rule" TEXT NOT NULL DEFAULT '', "approval_flow" TEXT NOT NULL DEFAULT '',
    "approval_limit" INTEGER, "approval_body" TEXT NOT NULL DEFAULT '', "report_date" TEXT,
    "secrecy" TEXT NOT NULL DEFAULT '', "state" TEXT NOT NULL DEFAULT '',
    "rule_pack" TEXT NOT NULL DEFAULT '', "outline" TEXT NOT NULL DEFAULT '',
    "form" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "basis" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "title" TEXT NOT NULL DEFAULT '',
    "number" TEXT NOT NULL DEFAULT '', "issuer" TEXT NOT NULL DEFAULT '', "date" TEXT,
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "duties" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "body" TEXT NOT NULL DEFAULT '',
    "duty" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "funding" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "name" TEXT NOT NULL DEFAULT '',
    "initial" INTEGER, "adjusted" INTEGER
) STRICT;
CREATE TABLE "budget" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "name" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL DEFAULT '', "initial" INTEGER, "adjusted" INTEGER, "received" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '', "unspent_use" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "adjustments" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL,
    "budget" INTEGER REFERENCES "budget" ("id") DEFERRABLE INITIALLY DEFERRED, "date" TEXT,
    "kind" TEXT NOT NULL DEFAULT '', "amount" INTEGER,
    "counterpart" INTEGER REFERENCES "budget" ("id") DEFERRABLE INITIALLY DEFERRED,
    "document" TEXT NOT NULL DEFAULT '', "reason" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "stated" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "figure" TEXT NOT NULL DEFAULT '',
    "value" TEXT NOT NULL DEFAULT '', "document" TEXT NOT NULL DEFAULT '',
    "where" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "contracts" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "number" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '', "year" INTEGER NOT NULL DEFAULT 0,
    "budget" INTEGER REFERENCES "budget" ("id") DEFERRABLE INITIALLY DEFERRED,
    "category" TEXT NOT NULL DEFAULT '', "method" TEXT NOT NULL DEFAULT '',
    "agency" TEXT NOT NULL DEFAULT '', "award_date" TEXT, "signed" TEXT, "starts" TEXT, "ends" TEXT,
    "amount" INTEGER, "supplement" INTEGER, "max_months" INTEGER NOT NULL DEFAULT 0,
    "renewal" TEXT NOT NULL DEFAULT '', "approval" TEXT NOT NULL DEFAULT '', "approved" TEXT,
    "minutes" TEXT NOT NULL DEFAULT '', "accepted" TEXT, "acceptance" TEXT NOT NULL DEFAULT '',
    "deliverable" TEXT NOT NULL DEFAULT '', "prior_paid" INTEGER, "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "parties" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL,
    "contract" INTEGER REFERENCES "contracts" ("id") DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL DEFAULT '', "role" TEXT NOT NULL DEFAULT '',
    "credit_code" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "instalments" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL,
    "contract" INTEGER REFERENCES "contracts" ("id") DEFERRABLE INITIALLY DEFERRED,
    "stage" TEXT NOT NULL DEFAULT '', "amount" INTEGER, "share" TEXT,
    "condition" TEXT NOT NULL DEFAULT '', "due" TEXT
) STRICT;
CREATE TABLE "payments" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "date" TEXT, "item" TEXT NOT NULL DEFAULT '',
    "payee" TEXT NOT NULL DEFAULT '',
    "contract" INTEGER REFERENCES "contracts" ("id") DEFERRABLE INITIALLY DEFERRED,
    "no_contract" TEXT NOT NULL DEFAULT '',
    "budget" INTEGER REFERENCES "budget" ("id") DEFERRABLE INITIALLY DEFERRED,
    "funding" INTEGER REFERENCES "funding" ("id") DEFERRABLE INITIALLY DEFERRED,
    "stage" TEXT NOT NULL DEFAULT '', "amount" INTEGER, "voucher" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "goals" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "text" TEXT NOT NULL DEFAULT '',
    "achieved" TEXT NOT NULL DEFAULT '', "state" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "indicators" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "level1" TEXT NOT NULL DEFAULT '',
    "level2" TEXT NOT NULL DEFAULT '', "name" TEXT NOT NULL DEFAULT '',
    "operator" TEXT NOT NULL DEFAULT '', "target" TEXT, "unit" TEXT NOT NULL DEFAULT '',
    "target_text" TEXT NOT NULL DEFAULT '', "weight" TEXT, "actual" TEXT,
    "actual_text" TEXT NOT NULL DEFAULT '', "band" TEXT NOT NULL DEFAULT '', "points" TEXT,
    "points_reason" TEXT NOT NULL DEFAULT '', "reason" TEXT NOT NULL DEFAULT '',
    "measure" TEXT NOT NULL DEFAULT '', "na_reason" TEXT NOT NULL DEFAULT '',
    "data_source" TEXT NOT NULL DEFAULT '', "calculation" TEXT NOT NULL DEFAULT '', "base" TEXT
) STRICT;
CREATE TABLE "results" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "name" TEXT NOT NULL DEFAULT '', "value" TEXT,
    "unit" TEXT NOT NULL DEFAULT '', "previous" TEXT, "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "merits" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "title" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "problems" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "title" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '', "cause" TEXT NOT NULL DEFAULT '',
    "from_finding" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "measures" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL,
    "problem" INTEGER REFERENCES "problems" ("id") DEFERRABLE INITIALLY DEFERRED,
    "text" TEXT NOT NULL DEFAULT '', "owner" TEXT NOT NULL DEFAULT '', "due" TEXT,
    "state" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "passages" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "section" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '', "drafted" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "evidence" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "title" TEXT NOT NULL DEFAULT '',
    "file_name" TEXT NOT NULL DEFAULT '', "sha256" TEXT NOT NULL DEFAULT '',
    "size" INTEGER NOT NULL DEFAULT 0, "places" TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE "explanations" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "rule" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '', "fingerprint" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "user_rules" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "left" TEXT NOT NULL DEFAULT '',
    "operator" TEXT NOT NULL DEFAULT '', "right" TEXT NOT NULL DEFAULT '',
    "tolerance" TEXT NOT NULL DEFAULT '', "severity" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "unread" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "place" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "origins" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "place" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT '', "source" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "notes" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "place" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "last" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "file_name" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL DEFAULT '', "year" INTEGER NOT NULL DEFAULT 0,
    "report" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE "links" (
    "id" INTEGER PRIMARY KEY, "rank" INTEGER NOT NULL, "place" TEXT NOT NULL DEFAULT '',
    "last" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX "parties_contract" ON "parties" ("contract");
CREATE INDEX "instalments_contract" ON "instalments" ("contract");
CREATE INDEX "payments_contract" ON "payments" ("contract");
CREATE INDEX "payments_budget" ON "payments" ("budget");
CREATE INDEX "payments_funding" ON "payments" ("funding");
CREATE TABLE "rule_pack" (
    "id" INTEGER PRIMARY KEY CHECK ("id" = 1), "name" TEXT NOT NULL, "text" TEXT NOT NULL
) STRICT;
CREATE TABLE "journal" (
    "id" INTEGER PRIMARY KEY, "at" TEXT NOT NULL, "who" TEXT NOT NULL, "place" TEXT NOT NULL,
    "old" TEXT NOT NULL, "new" TEXT NOT NULL, "why" TEXT NOT NULL
) STRICT;
CREATE INDEX "journal_place" ON "journal" ("place");
CREATE TABLE "open_edits" (
    "place" TEXT PRIMARY KEY, "old" TEXT NOT NULL
) STRICT;
CREATE TABLE "counters" (
    "section" TEXT PRIMARY KEY, "next" INTEGER NOT NULL
) STRICT;
CREATE TABLE "file" (
    "id" INTEGER PRIMARY KEY CHECK ("id" = 1), "uuid" TEXT NOT NULL, "generation" INTEGER NOT NULL,
    "created" TEXT NOT NULL
) STRICT;
CREATE TABLE "blobs" (
    "sha256" TEXT PRIMARY KEY, "content" BLOB NOT NULL
) STRICT;
"""
