"""The deadline engine: an event list and rule packs in, dates that explain themselves out.

No rule of law is written in Python. A rule is a table of a TOML pack, built from this closed list
of combinators; `pack.py` refuses anything else. Events are the typed ones of `models.rules.events`
that are marked `clock`; selectors are compiled to their attributes when a pack is loaded.

Where a clock starts (`trigger`):

| combinator | meaning |
|---|---|
| `first`, `last` | the first or last matching event by date; `field` takes a date out of it |
| `unless_since` | with `last`: nothing once a matching event is dated on or after it |
| `standing` + `at` | the last match up to the first `at` event's day, else the first later one |
| `first_found` | the first alternative that has happened |
| `later_of` | the latest of several dates; one marked `optional` may be missing |
| `earlier_of` | each alternative is computed to its end; the earliest wins, a tie: the first |
| `starts_at_end_of` | the last day of another rule's period; `only` = `past` or `past_unmet` |
| `last_of` | the latest start of another rule over all its parties |
| `by_side` | another trigger for each side |
| `when` | beside any of these: only for such cases (as below) |

What happens then:

| combinator | meaning |
|---|---|
| `count` | number, unit, direction; `field`, `until`, `cases`, `setting`; `looser`, `note` |
| `same_as` | instead of trigger and count: the same period as another rule's |
| `extend` | `until` an agreed day, `once` by some workdays, or by approved `levels` |
| `toll` | adds the days of the union of the intervals between `starts` and `ends` |
| `too_late` | in `extend` and `toll`: what begins after the limit as it was then does not count |
| `pause` | suspended up to the end of a designated period, and started again from it |
| `skip` | workdays after a `starts` event up to the `ends` event after it do not count |
| `end_later_of` | the end is not before that day |
| `roll` | `next`, `previous` or `none` when the last day is a rest day |
| `met` | what meets the rule: `first`, or `all_of` with `each`; `since_trigger` |
| `require`, `unless`, `unless_met`, `unless_by_due` | whether the clock exists |
| `unless_met_but` | what happened so that `unless_met` does not apply |
| `when`, `when_not` | kinds of cases and settings that the rule (a pause, a skip) is about |
| `positions`, `positions_when` | readings of the office; the first that holds replaces them |
| `ends_at_conclusion` | a procedural clock: closing the case ends it |

A *selector* such as `{ event = "served", document = "decision", to = "$key" }` matches events
whose fields equal the values (a list: any of them; a list-valued field: contains it); `$key` is
the party, item or period the clock belongs to, `$each` the one that `all_of` is looking at.

Where several packs hold a rule, its version is chosen by the day of the clock's own trigger: local
before national, the latest text first; the oldest national text applies to events of any date.
"""

# pyright: reportUnusedImport=false

from models.rules.deadlines.case_input import parse_input
from models.rules.deadlines.engine import compute
from models.rules.deadlines.model import CaseInput, Deadline, Happened, Party, TraceStep
from models.rules.deadlines.reading.pack import Pack, load_pack
from models.rules.deadlines.reading.ruleset import RuleSet, combine
from models.rules.deadlines.reading.schema import EventSchema, load_schema
