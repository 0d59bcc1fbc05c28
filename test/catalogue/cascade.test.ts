// One fault is told once: what is unknown because of it is not a fault of the layers behind it.

import { expect, test } from "vitest";
import { readNetwork } from "../support/network";

const codes = (text: string) =>
  readNetwork(text)
    .problems.filter(({ severity }) => severity === "error")
    .map(({ code }) => code);

test("a size that a fault made unknown is not asked for again", () => {
  expect(codes("input 4x4x3\nconv 8 7x7\nrelu\ndense 10")).toEqual(["kernel-too-large"]);
  expect(codes("input 4x4x3\na: conv 8 7x7\nfrom a\nprelu elements")).toEqual(["kernel-too-large"]);
  expect(codes("a: input 4x4x3\nconv 3 7x7\nadd a\ntokens\nposition_embedding")).toEqual([
    "kernel-too-large",
  ]);
});

test("a size that the text leaves open is", () => {
  expect(codes("input ?x?x3\nconv 8 7x7\nrelu\ndense 10")).toEqual(["unknown-size"]);
  expect(codes("a: input 4x4x3\nb: input ?x4x3\nconcat a axis=height\ndense 10")).toEqual(["unknown-size"]);
});

test("a word that needs its option's name leaves names alone", () => {
  expect(codes("let channels = 8\ninput 4x4x3\ndense channels axis=channels")).toEqual([]);
  expect(codes("let height = 2\ninput 4x4x3\nslice to=height axis=height")).toEqual([]);
});

test("a label whose shape is not known is no missing argument", () => {
  expect(codes("a: input 4x4x3\nb: nothing_known\nfrom a\ncrop like=b")).toEqual(["unknown-kind"]);
});
