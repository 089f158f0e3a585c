import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { useSession } from "@/app/session-hooks";
import { shortDay } from "@/components/dates";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { organizationsQuery, workspacesQuery } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import classes from "../settings.module.css";
import { deletedWorkspacesQuery, organizationAccessQuery, organizationQuery } from "./queries";

export function Organization() {
  const organizationId = useSession().organizationId ?? "";
  const organization = useQuery(organizationQuery(organizationId));
  const access = useQuery(organizationAccessQuery(organizationId));
  const may = (permission: string) => access.data?.permissions.includes(permission) ?? false;
  if (!organization.data) return null;
  return (
    <div>
      <Naming
        key={organization.data.version}
        organization={organization.data}
        mayManage={may("org:manage")}
      />
      {may("workspace:delete") && <Deleted organizationId={organizationId} />}
    </div>
  );
}

function Naming({
  organization,
  mayManage,
}: {
  organization: Schemas["OrganizationView"];
  mayManage: boolean;
}) {
  const [name, setName] = useState(organization.name);
  const save = useAction(
    () =>
      ok(
        api.PATCH("/v1/organizations/{organization_id}", {
          params: { path: { organization_id: organization.id }, header: ifMatch(organization) },
          body: { name },
        }),
      ),
    {
      done: messages.saved,
      hasFields: true,
      refresh: [["organization", organization.id], organizationsQuery().queryKey],
    },
  );
  return (
    <Block title={messages.groups.organization} text={messages.organizationText}>
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
        {mayManage && (
          <Button type="submit" loading={save.isPending}>
            {messages.save}
          </Button>
        )}
      </form>
    </Block>
  );
}

function Deleted({ organizationId }: { organizationId: string }) {
  const deleted = useQuery(deletedWorkspacesQuery(organizationId));
  const restore = useAction(
    (id: string) =>
      api.POST("/v1/organizations/{organization_id}/workspaces/{restored_workspace_id}/restore", {
        params: { path: { organization_id: organizationId, restored_workspace_id: id } },
      }),
    {
      refresh: [deletedWorkspacesQuery(organizationId).queryKey, workspacesQuery(organizationId).queryKey],
      done: messages.restored,
    },
  );
  if (!deleted.data?.length) return null;
  return (
    <Block title={messages.deletedWorkspaces} text={messages.deleteWorkspaceText}>
      <Rows query={deleted}>
        {({ id, name, purge_at }) => (
          <Row key={id} title={name} detail={purge_at ? messages.expires(shortDay(purge_at)) : undefined}>
            <Button size="compact-sm" variant="default" onClick={() => restore.mutate(id)}>
              {messages.restore}
            </Button>
          </Row>
        )}
      </Rows>
    </Block>
  );
}
