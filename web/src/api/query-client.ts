/** The cache of what was read, with the rules for trying again. */
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem";

const ATTEMPTS = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < ATTEMPTS && !(error instanceof Problem && error.status < 500),
    },
    // The transport tries again by itself, under the same Idempotency-Key; here it would be a new one.
    mutations: { retry: false, networkMode: "always" },
  },
});
