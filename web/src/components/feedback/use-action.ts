import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";
import { failed, told } from "./toasts";

interface Options<T, I> {
  /** What is read again afterwards, whether it went well or not. */
  refresh?: QueryKey[];
  /** Said when it went well. */
  done?: string;
  onDone?: (result: T, input: I) => unknown;
  /** The form shows faults at its fields: only other failures become a toast. */
  hasFields?: boolean;
}

/** A change that a button or a form makes: its failure is shown, and what it touches is read again. */
export function useAction<T, I = void>(
  act: (input: I) => Promise<T>,
  { refresh = [], done, onDone, hasFields = false }: Options<T, I> = {},
): UseMutationResult<T, Error, I> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (result, input) => {
      if (done) told(done);
      await onDone?.(result, input);
    },
    onError: (error) => {
      const isAtFields = hasFields && error instanceof Problem && Object.keys(error.byField).length > 0;
      if (!isAtFields) failed(error);
    },
    onSettled: () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** The faults of a failed action by field, for the inputs of its form. */
export function faultsOf(error: unknown): Record<string, string> {
  return error instanceof Problem ? error.byField : {};
}
