/** A file to where it is kept, with how far it is: which `fetch` does not tell. */
import type { Schemas } from "@/api/client";
import { Told } from "@/api/problem";
import { messages } from "./messages";

export function sendFile(
  { method = "PUT", url, headers }: Schemas["AttachmentUploadView"],
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) {
      // The browser says itself how long it is.
      if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Told(messages.interrupted, { cause: request.status }));
    request.onerror = () => reject(new Told(messages.interrupted));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
