import { beforeEach, expect, test } from "vitest";
import { forgetRecentTasks, type Recent, recentTasks, withRecent } from "./recent";

const task = (number: number): Recent => ({
  id: `tsk_${number}`,
  key: `LAU-${number}`,
  title: `Task ${number}`,
});

beforeEach(() => localStorage.clear());

test("what was opened last comes first, once, and the oldest are forgotten", () => {
  const opened = [1, 2, 3, 4, 5, 6, 7, 2].reduce<readonly Recent[]>(
    (before, number) => withRecent(before, task(number)),
    [],
  );
  expect(opened.map(({ key }) => key)).toEqual(["LAU-2", "LAU-7", "LAU-6", "LAU-5", "LAU-4", "LAU-3"]);
});

test.each(["", "{", "7", '[{"id": 1}, null]', '{"id": "x"}'])(
  "nothing is made of what nobody kept: %s",
  (kept) => {
    localStorage.setItem("onetick.recent.wsp_1.usr_1", kept);
    expect(recentTasks("wsp_1", "usr_1")).toEqual([]);
  },
);

test("nothing is left for whoever uses the device next", () => {
  localStorage.setItem("onetick.recent.wsp_1.usr_1", JSON.stringify([task(1)]));
  localStorage.setItem("onetick.last-project", "prj_1");
  forgetRecentTasks();
  expect(recentTasks("wsp_1", "usr_1")).toEqual([]);
  expect(localStorage.length).toBe(1);
});

test("each person on a device has their own", () => {
  localStorage.setItem("onetick.recent.wsp_1.usr_1", JSON.stringify([task(1)]));
  expect(recentTasks("wsp_1", "usr_1")).toEqual([task(1)]);
  expect(recentTasks("wsp_1", "usr_2")).toEqual([]);
  expect(recentTasks("wsp_2", "usr_1")).toEqual([]);
});
