// `groups-divide`: channels or filters that do not split into the groups.

import { grouped, type Size } from "../base/whole";
import { listed } from "../catalogue/wording";
import { defineDiagnostic } from "./diagnostic";
import { type Change, repairs } from "./repair";

declare module "../base/problem" {
  interface Facts {
    "groups-divide": {
      readonly groups: number;
      readonly channels: Size;
      /** null where the layer has no filters of its own. */
      readonly filters: number | null;
    };
  }
}

export const groupsDivide = defineDiagnostic({
  code: "groups-divide",
  severity: "error",
  title: "Groups that do not divide the channels",
  message: ({ groups, channels, filters }) => {
    const uneven = [
      ...(channels !== null && channels % groups !== 0 ? [`${grouped(channels)} input channels`] : []),
      ...(filters !== null && filters % groups !== 0 ? [`${grouped(filters)} filters`] : []),
    ];
    const near = divisors(groups, channels, filters);
    const advice = near.length === 0 ? "" : `: ${listed(near.map(String), "or")} would do`;
    return `${listed(uneven)} do not split into ${groups} groups evenly${advice}.`;
  },
  page: [
    "With `groups`, the input channels and the filters are split into as many equal parts, and each part of the filters sees " +
      "its part of the input. Every framework refuses groups that do not divide both.",
    "Use a common divisor of the input channels and the filters, or another number of filters. As many groups as input " +
      "channels make a depthwise convolution: `depthwise` says so.",
    "A group normalisation has no filters, and its groups must divide the channels; 32 are the default, too many for narrow maps.",
  ],
  example: "input 32x32x16\nconv 32 3x3 groups=3",
  repaired: "input 32x32x16\nconv 32 3x3 groups=4",
  fixes: ({ groups, channels, filters }, context) => {
    const positional = context.layer?.kind.signature.groups?.position !== undefined;
    const candidates: Change[][] = divisors(groups, channels, filters).map((near) => [
      { parameter: "groups", value: near, text: positional ? String(near) : `groups${near}` },
    ]);
    if (filters !== null && filters % groups !== 0 && (channels ?? 0) % groups === 0)
      for (const near of [Math.floor(filters / groups) * groups, Math.ceil(filters / groups) * groups])
        if (near > 0) candidates.push([{ parameter: "filters", value: near, text: String(near) }]);
    return repairs("groups-divide", context, candidates);
  },
});

/** The nearest numbers below and above that divide the channels and the filters, looked for so far. */
function divisors(groups: number, channels: Size, filters: number | null): number[] {
  const shared = commonDivisor(channels ?? 0, filters ?? 0);
  if (!Number.isSafeInteger(shared) || shared < 1) return [];
  const first = (from: number, step: 1 | -1) => {
    for (let near = from, tried = 0; near >= 1 && near <= shared && tried < 4096; near += step, tried++)
      if (shared % near === 0) return [near];
    return [];
  };
  return [...first(Math.min(groups - 1, shared), -1), ...first(groups + 1, 1)];
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
