import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { settingsGroups } from "@/app/settings-sections";
import { Page } from "@/components/Page";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import classes from "./settings.module.css";

/** The sections on the left, one of them on the right; on a phone they are a row above it. */
export function SettingsFrame() {
  const workspaceId = useWorkspaceId();
  const access = useQuery(accessQuery(workspaceId));
  const may = (permission?: string) => !permission || access.data?.permissions.includes(permission);
  return (
    <Page title={messages.title} width="full">
      <div className={classes.frame}>
        <nav className={classes.sections} aria-label={messages.title}>
          {settingsGroups.map(({ id, label, sections }) => (
            <div key={id} className={classes.group}>
              <h2>{label}</h2>
              {sections
                .filter(({ permission }) => may(permission))
                .map((section) => (
                  <Link key={section.id} to={section.to} params={{ workspaceId }} className={classes.section}>
                    {section.label}
                  </Link>
                ))}
            </div>
          ))}
        </nav>
        <div className={classes.content}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
