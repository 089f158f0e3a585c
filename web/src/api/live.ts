/**
 * Live data behind one hook: today it asks again, with `If-None-Match`; a socket can take its place here
 * and nowhere else.
 */
import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from "@tanstack/react-query";

/** How fresh: what several people edit together, what changes now and then, what hardly does. */
export type Pace = "together" | "now-and-then" | "rarely";

const SECONDS: Record<Pace, number> = { together: 8, "now-and-then": 30, rarely: 300 };

/** A query's interval and freshness at a pace. Nothing is asked while the tab is hidden or the network is down. */
export function paced(pace: Pace): { refetchInterval: number; staleTime: number } {
  const milliseconds = SECONDS[pace] * 1000;
  return { refetchInterval: milliseconds, staleTime: milliseconds / 2 };
}

/** A query that stays current while it is on the screen. */
export function useLive<T, E = DefaultError, D = T, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<T, E, D, K>,
  pace: Pace,
): UseQueryResult<D, E> {
  return useQuery({ ...options, ...paced(pace) });
}
