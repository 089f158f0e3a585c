import ReactMarkdown, { type Components } from "react-markdown";
import gfm from "remark-gfm";
import classes from "./Markdown.module.css";
import { messages } from "./messages";

const PERSON = /^usr_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const MENTION = /@\[([^[\]\n]{1,120})\]\((usr_[0-7][0-9A-HJKMNP-TV-Z]{25})\)/g;
const SAFE = /^(https?:|mailto:)/i;

const components: Components = {
  a: ({ href, children }) => {
    if (href && PERSON.test(href)) return <span className={classes.mention}>{children}</span>;
    if (!href || !SAFE.test(href)) return <>{children}</>;
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    );
  },
  // Of a list of tasks; only to look at.
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? messages.done : messages.open}>
      {checked ? "☑" : "☐"}
    </span>
  ),
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  table: ({ children }) => (
    <div className={classes.wide}>
      <table>{children}</table>
    </div>
  ),
};

export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[gfm]}
      disallowedElements={["img"]}
      unwrapDisallowed
      skipHtml
      components={components}
    >
      {text.replace(MENTION, "[@$1]($2)")}
    </ReactMarkdown>
  );
}
