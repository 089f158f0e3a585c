import { Button, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { DayRange } from "@/components/DayRange";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { ColorChoice } from "@/features/projects/ColorChoice";
import { colorOf } from "@/features/projects/colors";
import { type Project, projectQuery, projectsQuery } from "@/features/projects/queries";
import { usePeople } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import classes from "../settings.module.css";

const WhyNotDialog = lazy(() => import("@/features/access/WhyNotDialog"));

export function ProjectGeneral({ project, mayEdit }: { project: Project; mayEdit: boolean }) {
  const { id, workspace_id: workspaceId } = project;
  const people = usePeople();
  const [isAsking, setAsking] = useState(false);
  const [form, setForm] = useState({
    name: project.name,
    description: project.description,
    color: colorOf(project),
    visibility: project.visibility,
    member_access: project.member_access,
    owner_id: project.owner_id,
    start_on: project.start_on ?? "",
    due_on: project.due_on ?? "",
  });
  const save = useAction(
    () =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/projects/{project_id}", {
          params: { path: { workspace_id: workspaceId, project_id: id }, header: ifMatch(project) },
          body: { ...form, start_on: form.start_on || null, due_on: form.due_on || null },
        }),
      ),
    {
      done: messages.saved,
      hasFields: true,
      refresh: [projectQuery(workspaceId, id).queryKey, projectsQuery(workspaceId).queryKey],
    },
  );
  const faults = faultsOf(save.error);
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  return (
    <Block
      title={messages.projectGeneral}
      text={project.key}
      action={
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          {messages.access}
        </Button>
      }
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={messages.name}
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={faults.name}
          readOnly={!mayEdit}
          required
          withAsterisk={false}
        />
        <Textarea
          label={messages.description}
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={faults.description}
          readOnly={!mayEdit}
        />
        {mayEdit && (
          <>
            <Select
              searchable
              label={messages.projectOwner}
              allowDeselect={false}
              data={people.list.map(({ id: value, name: label }) => ({ value, label }))}
              value={form.owner_id}
              error={faults.owner_id}
              onChange={(owner_id) => owner_id && change({ owner_id })}
            />
            <DayRange
              start={{
                label: messages.projectStart,
                value: form.start_on,
                error: faults.start_on,
                onChange: (start_on) => change({ start_on }),
              }}
              end={{
                label: messages.projectDue,
                value: form.due_on,
                error: faults.due_on,
                onChange: (due_on) => change({ due_on }),
              }}
            />
          </>
        )}
        {mayEdit && <ColorChoice value={form.color} onChange={(color) => change({ color })} />}
        <Radio.Group
          label={messages.visibility}
          value={form.visibility}
          onChange={(value) => change({ visibility: value as Project["visibility"] })}
        >
          <Stack gap={6} mt={6}>
            <Radio size="sm" value="public" label={messages.public} disabled={!mayEdit} />
            <Radio size="sm" value="private" label={messages.private} disabled={!mayEdit} />
          </Stack>
        </Radio.Group>
        {form.visibility === "public" && (
          <Select
            label={messages.memberAccess}
            data={Object.entries(messages.memberAccesses).map(([value, label]) => ({ value, label }))}
            value={form.member_access}
            onChange={(value) => change({ member_access: value as Project["member_access"] })}
            allowDeselect={false}
            disabled={!mayEdit}
          />
        )}
        {mayEdit && (
          <Button type="submit" loading={save.isPending}>
            {messages.save}
          </Button>
        )}
      </form>
      {isAsking && (
        <Suspense>
          <WhyNotDialog resource={{ type: "project", id }} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Block>
  );
}
