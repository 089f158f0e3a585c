import { MultiSelect, NumberInput, Select } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { messages } from "./messages";

type Approval = Schemas["ApprovalRuleView"];

const MOST_PEOPLE = 20;
const MOST_DAYS = 90;

interface Props {
  approval: Approval;
  people: { value: string; label: string }[];
  onChange: (approval: Approval) => void;
}

/** Who must agree: people by name, whoever has a role, and how many of them. */
export function ApprovalFields({ approval, people, onChange }: Props) {
  const { people: named, role, needed, expires_after_days: days } = approval;
  const change = (next: Partial<Approval>) => onChange(fitting({ ...approval, ...next }));
  return (
    <>
      <MultiSelect
        label={messages.people}
        data={people}
        value={[...named]}
        maxValues={MOST_PEOPLE}
        searchable
        onChange={(ids) => change({ people: ids })}
      />
      <Select
        label={messages.role}
        data={[
          { value: "", label: messages.noRole },
          ...Object.entries(messages.approverRoles).map(([value, label]) => ({ value, label })),
        ]}
        value={role ?? ""}
        allowDeselect={false}
        onChange={(value) => change({ role: (value || null) as Approval["role"] })}
      />
      <Select
        label={messages.needed}
        data={counts(approval)}
        value={String(needed)}
        allowDeselect={false}
        onChange={(value) => change({ needed: value === "all" ? "all" : Number(value) })}
      />
      <NumberInput
        label={messages.days}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        clampBehavior="strict"
        value={days}
        onChange={(value) => Number(value) >= 1 && change({ expires_after_days: Number(value) })}
      />
    </>
  );
}

/** As many as there are people; of a role nobody knows how many have it. */
function counts({ people, role }: Approval): { value: string; label: string }[] {
  const most = role ? Math.max(people.length, 3) : people.length;
  const several = Array.from({ length: Math.max(most - 1, 0) }, (_, place) => place + 2);
  return [
    { value: "1", label: messages.one },
    ...several.map((count) => ({ value: String(count), label: messages.several(count) })),
    ...(role ? [] : [{ value: "all", label: messages.all }]),
  ];
}

/** What the API takes: "all" are people by name, and no more can be needed than there are. */
function fitting(approval: Approval): Approval {
  const isThere = counts(approval).some(({ value }) => value === String(approval.needed));
  return isThere ? approval : { ...approval, needed: 1 };
}
