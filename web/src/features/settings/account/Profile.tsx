import { Button, Group, PasswordInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { session } from "@/api/session";
import { useUser } from "@/app/session-hooks";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { Tag } from "@/components/Tag";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import classes from "../settings.module.css";

const ZONES = Intl.supportedValuesOf("timeZone");

export function Profile() {
  const user = useUser();
  const [name, setName] = useState(user.name);
  const [timezone, setTimezone] = useState(user.timezone);
  const save = useAction(() => ok(api.PATCH("/v1/me", { body: { name, timezone } })), {
    done: messages.saved,
    hasFields: true,
    onDone: (changed) => session.revise(changed),
  });
  const verify = useAction(() => api.POST("/v1/me/email-verification"), { done: messages.verificationSent });
  const faults = faultsOf(save.error);
  return (
    <div>
      <Block title={messages.profile} text={messages.profileText}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <TextInput
            label={messages.name}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faults.name}
            required
            withAsterisk={false}
          />
          <TextInput
            label={messages.email}
            value={user.email}
            readOnly
            rightSectionWidth={150}
            rightSection={
              <Tag tone={user.email_verified ? "good" : "warn"}>
                {user.email_verified ? messages.verified : messages.notVerified}
              </Tag>
            }
          />
          <Select
            label={messages.timezone}
            data={ZONES.includes(timezone) ? ZONES : [timezone, ...ZONES]}
            value={timezone}
            onChange={(value) => setTimezone(value ?? timezone)}
            error={faults.timezone}
            searchable
            allowDeselect={false}
            limit={50}
          />
          <Group className={classes.asIs}>
            <Button type="submit" loading={save.isPending}>
              {messages.save}
            </Button>
            {!user.email_verified && (
              <Button variant="subtle" onClick={() => verify.mutate()} loading={verify.isPending}>
                {messages.sendVerification}
              </Button>
            )}
          </Group>
        </form>
      </Block>
      <Password />
    </div>
  );
}

function Password() {
  const user = useUser();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useAction(
    () => api.POST("/v1/me/password", { body: { current_password: current, new_password: next } }),
    {
      done: messages.passwordChanged,
      hasFields: true,
      onDone: () => {
        setCurrent("");
        setNext("");
      },
    },
  );
  const faults = faultsOf(change.error);
  return (
    <Block title={messages.password} text={messages.passwordText}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <input type="email" name="email" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label={messages.currentPassword}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={faults.current_password}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={messages.newPassword}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={faults.new_password}
          required
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {messages.changePassword}
        </Button>
      </form>
    </Block>
  );
}
