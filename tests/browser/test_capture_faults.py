"""Notes written on a line that goes wrong: none lost of those called saved, none doubled, none sent by another.

A seeded sample in `./peer test`; `./peer soak` kills the page five hundred times.
"""

import random

import pytest

from cycles.models import Challenge, State
from tests import proxy, soak
from tests.access.full import full_world
from tests.browser.capturing import ODDS, OnDevice, Tally, receipts_fit, some_wait, texts_of
from tests.browser.eye import ASK, HEIGHT, SCRIPT, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.breaks_rules]  # the full world makes rows of its own
BEFORE = ["lost", "portal", "portal_redirect", "bad_gateway", "stalled", "cut_request", "another_answer"]
AFTER = ["answer_lost", "cut_answer", "bad_gateway_after", "stalled_after", "twice", "thrice", "late"]
# Filled storage, as a browser says it: every write fails while the mark stands, or the transaction at its very end.
FULL = """
const remove = IDBObjectStore.prototype.delete;
IDBObjectStore.prototype.delete = function (...given) {
  const request = remove.apply(this, given);
  if (globalThis.isFullAtTheEnd) request.addEventListener("success", () => this.transaction.abort());
  return request;
};
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (globalThis.isFull) throw new DOMException("no room", "QuotaExceededError");
  return put.apply(this, given);
};
"""


@pytest.fixture
def place(transactional_db, clock):
    return full_world(State.ON_SITE)


@pytest.fixture
def line(live_server):
    with proxy.between(live_server.url) as made:
        yield made


@pytest.fixture
def device(browser, line):
    """Open devices; each is a browser with a storage of its own."""
    opened = []

    def another(**options):
        opened.append(OnDevice(browser, line, **options))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


def look(page, where):
    """Return what axe finds on a page as it stands, at both widths."""
    if not page.evaluate("() => Boolean(globalThis.axe)"):
        page.evaluate(SCRIPT.read_text())
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wrong += [f"{where}, {width} px: {one}" for one in page.evaluate(ASK)]
    return wrong


def test_every_fault_of_the_line_loses_and_doubles_nothing(place, line, device):
    one = device()
    one.prepare(place.petra)
    line.wait = 0.1
    saved = []
    for fault, path in [*((fault, "/operations/") for fault in [*BEFORE, *AFTER]), ("portal_json", "/me/")]:
        line.next(fault, path=path)
        saved.append(f"Through {fault.replace('_', ' ')} at {path}")
        one.write(saved[-1])
        one.meet()
    line.down()
    saved.append("While the server restarts")
    one.write(saved[-1])
    one.try_again()
    line.next("signed_out", path="/me/")
    line.up()
    one.meet()
    one.settle()
    line.chance(0, {"lost": 1.0}, path="/operations/")  # the device may not hear of the first before the second
    line.next("answer_lost", path="/operations/")
    one.write("As first tried")
    one.meet()
    one.change("As first tried", "As changed since")
    one.settle()
    notes, parked = texts_of(place.challenge, place.petra)
    assert ("As changed since" in notes, "As first tried" in notes, parked.count("As changed since")) == (
        True,
        False,
        0,
    )
    tally = Tally().count(place.challenge, place.petra, [*saved, "As changed since"])
    assert tally.faults == {}, tally
    assert {*BEFORE, *AFTER, "signed_out", "portal_json"} <= set(line.tried)
    assert receipts_fit()


def test_a_tab_that_is_killed_loses_nothing_it_called_saved(place, line, device, record_property):
    seed = random.randrange(2**32) if soak.SOAK else 4
    dice = random.Random(seed)
    tally, saved, sent = Tally(), {}, set()
    one = device()
    one.prepare(place.petra)
    line.wait = 0.1
    line.chance(seed, ODDS, path="/operations/")
    for number in range(soak.times(3, 500)):
        one.start_saving(f"Note {number} of seed {seed}")
        one.page.wait_for_timeout(some_wait(dice))
        called = one.called_saved()
        one.kill()
        saved |= called
        sent |= {text for text, where in called.items() if where.startswith(("Sent", "Safe"))}
        tally.tried += 1
        one.open()
        one.unlock()
    one.settle(seconds=120)
    mine = [text for text in saved if text.startswith("Note ")]
    tally.count(place.challenge, place.petra, mine, sent & {*mine})
    record_property("sum", f"Kills of seed {seed}: {tally}. Line: {dict(line.tried)}")
    assert tally.faults == {}, (seed, tally)
    assert receipts_fit()


def test_two_devices_two_tabs_and_every_state_by_axe(place, line, device):
    first, second = device(), device()
    first.context.add_init_script(FULL)
    page, other = first.prepare(place.petra), second.prepare(place.petra)
    first.write("As it was")
    first.settle()
    second.try_again()
    other.reload()
    second.unlock()
    other.locator("[data-note]", has_text="As it was").wait_for()

    line.down()
    first.change("As it was", "As the first device says")
    page.locator("#no-signal").wait_for()
    wrong = look(page, "offline")
    page.evaluate("() => (globalThis.isFull = true)")
    first.start_saving("There is no room for this")
    page.locator("#text-error", has_text="Not saved on this device").wait_for()
    wrong += look(page, "no room")
    assert page.locator("#text").input_value() == "There is no room for this"
    assert "There is no room for this" not in first.called_saved()
    page.evaluate("() => (globalThis.isFull = !(globalThis.isFullAtTheEnd = true))")
    first.start_saving("There is no room for this either")
    page.locator("#text-error", has_text="Not saved on this device").wait_for()
    assert "There is no room for this either" not in first.called_saved()
    page.evaluate("() => (globalThis.isFullAtTheEnd = false)")
    first.write("There is room again")
    for words in ("Hand over as a file", "Sign out"):
        page.get_by_role("button", name=words).click()
        wrong += look(page, words)
        page.get_by_role("button", name="Back to my note").click()
    line.up()

    second.change("As it was", "As the second device says")
    second.settle()
    first.settle()
    page.get_by_role("button", name="Decide").click()
    wrong += look(page, "two versions")
    both = {f"As the {which} device says" for which in ("first", "second")}
    notes, parked = map(both.intersection, texts_of(place.challenge, place.petra))
    assert (len(notes), len(parked), notes | parked) == (1, 1, both), "whoever came first has the note"

    tabs = [first.open(), first.open()]
    for tab in tabs:
        first.unlock(tab)
    wrong += look(tabs[0], "writing")
    for number, tab in enumerate(tabs):
        first.write(f"From tab {number}", tab)
    first.settle(tabs[0])
    tabs[1].reload()
    wrong += look(tabs[1], "locked")
    saved = ["There is room again", "From tab 0", "From tab 1", "As the second device says", "As the first device says"]
    tally = Tally().count(place.challenge, place.petra, saved)
    assert tally.faults == {}, tally

    line.down()
    first.write("Written before notes closed", tabs[0])
    tabs[0].locator("#no-signal").wait_for()
    Challenge.objects.filter(pk=place.challenge.pk).update(state=State.ACCURACY)
    line.up()
    first.try_again(tabs[0])
    tabs[0].get_by_role("button", name="Send 1 note to").wait_for()
    wrong += look(tabs[0], "closed")
    assert wrong == [], "\n".join(wrong)


def test_another_person_on_the_same_device_reads_and_sends_nothing(place, line, device):
    one = device()
    page = one.prepare(place.petra)
    line.down()
    one.write("Only for its author to send")
    one.sign_out()
    one.sign_in(place.amir)
    line.up()
    one.try_again()
    page.get_by_role("heading", name="somebody else").wait_for()
    page.get_by_role("button", name="Prepare this device for me too").click()
    one.choose_pin(page)
    assert "Only for its author" not in page.content()
    one.write("From the second person")
    one.settle()
    assert "From the second person" in texts_of(place.challenge, place.amir)[0]
    assert "Only for its author to send" not in texts_of(place.challenge)[0]

    one.kill()
    one.sign_out()
    one.sign_in(place.petra)
    one.open()
    one.unlock()
    one.settle()
    tally = Tally().count(place.challenge, place.petra, ["Only for its author to send"])
    assert tally.faults == {}, tally


@pytest.mark.parametrize("hours", [-48, 48])
def test_a_wrong_clock_loses_nothing(place, line, device, hours):
    one = device()
    one.context.add_init_script(
        f"const now = Date.now; Date.now = () => now() + {hours} * 3600_000;"
        "globalThis.Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(Date.now()); } };"
    )
    one.prepare(place.petra)
    line.next("answer_lost", path="/operations/")
    one.write("By a wrong clock")
    one.meet()
    one.settle()
    assert Tally().count(place.challenge, place.petra, ["By a wrong clock"]).faults == {}
