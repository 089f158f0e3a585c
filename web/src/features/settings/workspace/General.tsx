import { Button, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { forgetLastWorkspace } from "@/features/workspaces/enter";
import {
  useMay,
  useWorkspaceId,
  type Workspace,
  workspaceQuery,
  workspacesQuery,
} from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { ConfirmButton } from "../parts/ConfirmButton";
import classes from "../settings.module.css";
import { Storage } from "./Storage";

const WhyNotDialog = lazy(() => import("@/features/access/WhyNotDialog"));

export function General() {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(workspaceQuery(workspaceId));
  const [isAsking, setAsking] = useState(false);
  if (!data) return null;
  return (
    <div>
      <Naming key={data.version} workspace={data} />
      <Storage workspaceId={workspaceId} />
      <Block title={messages.access}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {messages.access}
        </Button>
        {isAsking && (
          <Suspense>
            <WhyNotDialog
              resource={{ type: "workspace", id: workspaceId }}
              onClose={() => setAsking(false)}
            />
          </Suspense>
        )}
      </Block>
      <Ending workspace={data} />
    </div>
  );
}

function Naming({ workspace }: { workspace: Workspace }) {
  const mayManage = useMay("workspace:manage");
  const [name, setName] = useState(workspace.name);
  const [description, setDescription] = useState(workspace.description);
  const save = useAction(
    () =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}", {
          params: { path: { workspace_id: workspace.id }, header: ifMatch(workspace) },
          body: { name, description },
        }),
      ),
    {
      done: messages.saved,
      hasFields: true,
      refresh: [workspaceQuery(workspace.id).queryKey, workspacesQuery(workspace.organization_id).queryKey],
    },
  );
  return (
    <Block title={messages.general} text={messages.workspaceText}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={messages.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faultsOf(save.error).name}
          readOnly={!mayManage}
          required
          withAsterisk={false}
        />
        <Textarea
          label={messages.description}
          autosize
          minRows={2}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          readOnly={!mayManage}
        />
        {mayManage && (
          <Button type="submit" loading={save.isPending}>
            {messages.save}
          </Button>
        )}
      </form>
    </Block>
  );
}

function Ending({ workspace }: { workspace: Workspace }) {
  const navigate = useNavigate();
  const mayDelete = useMay("workspace:delete");
  const path = { workspace_id: workspace.id };
  const refresh = [workspacesQuery(workspace.organization_id).queryKey];
  const away = () => {
    forgetLastWorkspace();
    return navigate({ to: "/" });
  };
  const leave = useAction(() => api.POST("/v1/workspaces/{workspace_id}/leave", { params: { path } }), {
    refresh,
    onDone: away,
  });
  const remove = useAction(() => api.DELETE("/v1/workspaces/{workspace_id}", { params: { path } }), {
    refresh,
    onDone: async () => {
      undoable(messages.workspaceDeleted, () =>
        api.POST("/v1/organizations/{organization_id}/workspaces/{restored_workspace_id}/restore", {
          params: {
            path: { organization_id: workspace.organization_id, restored_workspace_id: workspace.id },
          },
        }),
      );
      await away();
    },
  });
  return (
    <Block title={mayDelete ? messages.deleteWorkspace : messages.leaveWorkspace}>
      <ConfirmButton size="sm" onConfirm={() => leave.mutate()} loading={leave.isPending} mr="xs">
        {messages.leaveWorkspace}
      </ConfirmButton>
      {mayDelete && (
        <ConfirmButton size="sm" onConfirm={() => remove.mutate()} loading={remove.isPending}>
          {messages.deleteWorkspace}
        </ConfirmButton>
      )}
    </Block>
  );
}
