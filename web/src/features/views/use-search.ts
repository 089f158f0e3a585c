import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { type ViewSearch, viewSearch } from "./search";

/** The search of the address, and how to change it. Every choice is a step back for the back button. */
export function useViewSearch(): {
  search: ViewSearch;
  change: (part: { [K in keyof ViewSearch]?: unknown }, options?: { replace?: boolean }) => void;
} {
  const given = useSearch({ strict: false });
  const key = JSON.stringify(viewSearch(given));
  const search = useMemo(() => JSON.parse(key) as ViewSearch, [key]);
  const navigate = useNavigate();
  const change = useCallback(
    (part: object, options: { replace?: boolean } = {}) =>
      void navigate({
        to: ".",
        search: ((before: object) => ({ ...before, ...part })) as never,
        replace: options.replace ?? false,
      }),
    [navigate],
  );
  return { search, change };
}
