import { ActionIcon, Button, Text } from "@mantine/core";
import { useState } from "react";
import { IconEdit, IconTrash } from "@/components/icons";
import type { Project, Rule } from "@/features/projects/queries";
import { Row } from "../../parts/Rows";
import settings from "../../settings.module.css";
import { type Draft, withoutRule, withRule } from "./draft";
import { messages } from "./messages";
import { RuleDialog } from "./RuleDialog";
import { useRuleWords } from "./rule-words";
import classes from "./workflow.module.css";

interface Props {
  project: Project;
  draft: Draft;
  /** Without it they are only shown. */
  onChange?: (draft: Draft) => void;
}

/** The conditions on ways into statuses. */
export function Rules({ project, draft, onChange }: Props) {
  const [editing, setEditing] = useState<Rule | "new" | null>(null);
  const words = useRuleWords(project, draft.statuses);
  return (
    <>
      <div className={classes.rules}>
        <div>
          <h3>{messages.rules}</h3>
          <p>{messages.rulesText}</p>
        </div>
        {onChange && (
          <Button size="xs" variant="default" flex="none" onClick={() => setEditing("new")}>
            {messages.addRule}
          </Button>
        )}
      </div>
      {draft.rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          {messages.noRules}
        </Text>
      ) : (
        <ul className={settings.rows}>
          {draft.rules.map((rule) => (
            <Row key={`${rule.from}→${rule.to}`} title={words.way(rule)} detail={words.asks(rule)}>
              {onChange && (
                <>
                  <ActionIcon aria-label={messages.edit(words.way(rule))} onClick={() => setEditing(rule)}>
                    <IconEdit size={15} />
                  </ActionIcon>
                  <ActionIcon
                    color="red"
                    aria-label={messages.remove(words.way(rule))}
                    onClick={() => onChange(withoutRule(draft, rule))}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </>
              )}
            </Row>
          ))}
        </ul>
      )}
      {editing && onChange && (
        <RuleDialog
          project={project}
          draft={draft}
          rule={editing === "new" ? null : editing}
          onApply={(rule) => {
            onChange(withRule(draft, rule, editing === "new" ? null : editing));
            setEditing(null);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
