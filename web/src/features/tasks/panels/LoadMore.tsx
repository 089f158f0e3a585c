import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";

interface Props {
  label: string;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The next page, when one comes near it or asks for it. */
export function LoadMore({ label, query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: Props) {
  const element = useRef<HTMLButtonElement>(null);
  const next = useRef(fetchNextPage);
  next.current = fetchNextPage;
  useEffect(() => {
    const { current } = element;
    if (!current || !hasNextPage || isFetchingNextPage) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) next.current();
      },
      { rootMargin: "200px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage]);
  if (!hasNextPage) return null;
  return (
    <Button
      ref={element}
      variant="subtle"
      size="compact-sm"
      loading={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {label}
    </Button>
  );
}
