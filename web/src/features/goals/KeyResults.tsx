import { ActionIcon, Button, Checkbox, NumberInput } from "@mantine/core";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconEdit, IconTrash } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./goals.module.css";
import { bodyOf, KeyResultForm } from "./KeyResultForm";
import { messages } from "./messages";
import { Reached } from "./parts";
import { type Goal, goalPath, goalsKey, type KeyResult } from "./queries";

/** What the goal is measured by, and where each of it is. */
export function KeyResults({ goal, mayManage }: { goal: Goal; mayManage: boolean }) {
  const [form, setForm] = useState<KeyResult | "new" | null>(null);
  return (
    <section className={classes.part} aria-label={messages.keyResults}>
      <div className={classes.partHead}>
        <h2>{messages.keyResults}</h2>
        {mayManage && (
          <Button size="compact-sm" variant="subtle" onClick={() => setForm("new")}>
            {messages.addKeyResult}
          </Button>
        )}
      </div>
      {goal.key_results.length === 0 && <p className={classes.faint}>{messages.noKeyResults}</p>}
      <ul className={classes.tree}>
        {goal.key_results.map((result) => (
          <Line
            key={result.id}
            goal={goal}
            result={result}
            mayManage={mayManage}
            onEdit={() => setForm(result)}
          />
        ))}
      </ul>
      {form && (
        <KeyResultForm goal={goal} result={form === "new" ? null : form} onClose={() => setForm(null)} />
      )}
    </section>
  );
}

interface LineProps {
  goal: Goal;
  result: KeyResult;
  mayManage: boolean;
  onEdit: () => void;
}

function Line({ goal, result, mayManage, onEdit }: LineProps) {
  const workspaceId = useWorkspaceId();
  const [typed, setTyped] = useState<number | string | null>(null);
  const { path } = goalPath(workspaceId, goal.id).params;
  const on = { params: { path: { ...path, key_result_id: result.id } } };
  const refresh = [goalsKey(workspaceId) as unknown as string[]];
  const checkIn = useAction(
    (value: number) =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}/check-ins", {
          ...on,
          body: { value },
        }),
      ),
    { refresh, onDone: () => setTyped(null) },
  );
  const putBack = () =>
    ok(
      api.POST("/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results", {
        params: { path },
        body: bodyOf(result),
      }),
    );
  const back = useAction(putBack, { refresh });
  const remove = useAction(
    () =>
      ok(
        api.DELETE("/v1/workspaces/{workspace_id}/goals/{goal_id}/key-results/{key_result_id}", {
          params: { ...on.params, header: ifMatch(goal) },
        }),
      ),
    {
      refresh,
      onDone: () => undoable(messages.keyResultRemoved(result.name), () => back.mutateAsync()),
    },
  );
  const isChanged = typed !== null && typed !== "" && Number(typed) !== result.current;
  return (
    <li className={classes.result}>
      <span className={classes.resultName}>{result.name}</span>
      <Reached progress={result.share * 100} health={null} />
      {result.measure === "boolean" ? (
        <Checkbox
          label={messages.done}
          disabled={!mayManage || checkIn.isPending}
          checked={result.share >= 1}
          onChange={(event) => checkIn.mutate(event.currentTarget.checked ? result.target : result.start)}
        />
      ) : mayManage ? (
        <form
          className={classes.checkIn}
          onSubmit={(event) => {
            event.preventDefault();
            if (isChanged) checkIn.mutate(Number(typed));
          }}
        >
          <NumberInput
            size="xs"
            hideControls
            aria-label={messages.current(result.name)}
            value={typed ?? result.current}
            onChange={setTyped}
          />
          <span className={classes.faint}>/ {amount(result, result.target)}</span>
          <Button type="submit" size="compact-xs" disabled={!isChanged} loading={checkIn.isPending}>
            {messages.update}
          </Button>
        </form>
      ) : (
        <span>
          {amount(result, result.current)} / {amount(result, result.target)}
        </span>
      )}
      {mayManage && (
        <span className={classes.resultActs}>
          <ActionIcon aria-label={messages.editKeyResult(result.name)} onClick={onEdit}>
            <IconEdit size={14} />
          </ActionIcon>
          <ActionIcon aria-label={messages.removeKeyResult(result.name)} onClick={() => remove.mutate()}>
            <IconTrash size={14} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}

function amount({ measure, currency }: KeyResult, value: number): string {
  if (measure === "currency" && currency) {
    const format = { style: "currency", currency, maximumFractionDigits: 2 } as const;
    return new Intl.NumberFormat(undefined, format).format(value);
  }
  return new Intl.NumberFormat().format(value) + (measure === "percent" ? " %" : "");
}
