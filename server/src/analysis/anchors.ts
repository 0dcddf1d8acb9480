/** Anchors: problems held relative to the pages that they are in, so that they stay true while the text before them moves. */
import type { Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import type { Frame } from "../zone/frame.js";

/** A problem whose spans are relative to the pages of `frames`, one a span in the order of `mapSpans`. */
export interface Anchored {
  readonly problem: Problem;
  readonly frames: readonly Frame[];
}

/** Finds the frame in whose page an offset of a document is. */
export type FrameAt = (uri: string, offset: number) => Frame | undefined;

/** The problem with each of its spans passed through `move`. */
function mapSpans(problem: Problem, move: (at: Span, uri: string | undefined) => Span): Problem {
  const { uri } = problem;
  return {
    ...problem,
    at: move(problem.at, uri),
    ...(problem.related === undefined
      ? {}
      : { related: problem.related.map((other) => ({ ...other, at: move(other.at, other.uri ?? uri) })) }),
    ...(problem.fixes === undefined
      ? {}
      : {
          fixes: problem.fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ ...edit, ...move(edit, edit.uri ?? uri) })),
          })),
        }),
  };
}

const moved = (at: Span, by: number): Span => ({ start: at.start + by, end: at.end + by });

/** Takes hold of a problem; what lies in documents that are none of the zone's stays as it is. */
export function anchor(problem: Problem, home: Frame, frameAt: FrameAt): Anchored {
  const frames: Frame[] = [];
  const relative = mapSpans({ ...problem, uri: problem.uri ?? home.uri }, (at, uri) => {
    const frame = frameAt(uri ?? home.uri, at.start) ?? home;
    frames.push(frame);
    return moved(at, -frame.base);
  });
  return { problem: relative, frames };
}

/** A problem of a frame's own reading, whose spans are relative already. */
export const anchoredAlready = (problem: Problem, home: Frame): Anchored => {
  const frames: Frame[] = [];
  mapSpans(problem, (at) => {
    frames.push(home);
    return at;
  });
  return { problem: { ...problem, uri: home.uri }, frames };
};

/** The problem where it is now. */
export function release({ problem, frames }: Anchored): Problem {
  let index = 0;
  return mapSpans(problem, (at) => moved(at, frames[index++]?.base ?? 0));
}
