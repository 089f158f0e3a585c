import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { IconCopy, IconDots, IconDownload, IconTemplate, IconTrash, IconUpload } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { MenuItemLink } from "@/components/MenuItemLink";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "./messages";
import type { Project } from "./queries";

const ExportDialog = lazy(() => import("@/features/transfer/ExportDialog"));
const SaveTemplateDialog = lazy(() => import("@/features/templates/SaveTemplateDialog"));
const DuplicateDialog = lazy(() => import("./DuplicateDialog"));

/** What one does with a project as a whole. */
export function ProjectMenu({ project }: { project: Project }) {
  const { id: projectId, workspace_id: workspaceId } = project;
  const [dialog, setDialog] = useState<"export" | "duplicate" | "template" | null>(null);
  const mayImport = useMay("import:create", projectId) && !project.archived_at;
  const mayExport = useMay("export:create", projectId);
  const maySave = useMay("template:manage", projectId);
  const mayCopy = useMay("project:create");
  const params = { workspaceId };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={messages.projectActions}>
            <ActionIcon aria-label={messages.projectActions}>
              <IconDots size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <MenuDropdown>
          {mayImport && (
            <MenuItemLink
              leftSection={<IconUpload size={14} />}
              to="/w/$workspaceId/import"
              params={params}
              search={{ project: projectId }}
            >
              {messages.importInto}
            </MenuItemLink>
          )}
          {mayExport && (
            <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => setDialog("export")}>
              {messages.exportIt}
            </Menu.Item>
          )}
          {mayCopy && (
            <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => setDialog("duplicate")}>
              {messages.duplicate}
            </Menu.Item>
          )}
          {maySave && (
            <Menu.Item leftSection={<IconTemplate size={14} />} onClick={() => setDialog("template")}>
              {messages.saveAsTemplate}
            </Menu.Item>
          )}
          <MenuItemLink
            leftSection={<IconTrash size={14} />}
            to="/w/$workspaceId/trash"
            params={params}
            search={{ project: projectId }}
          >
            {messages.trash}
          </MenuItemLink>
        </MenuDropdown>
      </Menu>
      <Suspense>
        {dialog === "export" && <ExportDialog project={project} onClose={() => setDialog(null)} />}
        {dialog === "template" && (
          <SaveTemplateDialog
            kind="project"
            id={projectId}
            name={project.name}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog === "duplicate" && <DuplicateDialog project={project} onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  );
}
