import { lazy, Suspense } from "react";
import classes from "./Markdown.module.css";

const Rendered = lazy(() => import("./MarkdownRendered"));

/** Text from people, as Markdown. No HTML, no images, no scripts: what it makes are elements, never markup. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown}>
      <Suspense fallback={<p className={classes.plain}>{text}</p>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}
