/** NewSdk, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { SdkSource } from "./sdk-source.js";

/** An SDK to be built. */
export interface NewSdk extends Model {
  /** What to build it from. */
  source: SdkSource;
  /** What to build. */
  language: string;
  /** The library's version; the definition's without it. */
  sdkVersion?: string;
  /** For Python. */
  pythonOptions?: PythonOptions;
  /** For TypeScript. */
  typescriptOptions?: TypescriptOptions;
}

export const NewSdk: Codec<NewSdk> = codec.object(() => ({
  source: codec.required("source", SdkSource),
  language: codec.required("language", codec.string),
  sdkVersion: codec.optional("sdkVersion", codec.string),
  pythonOptions: codec.optional("pythonOptions", PythonOptions),
  typescriptOptions: codec.optional("typescriptOptions", TypescriptOptions),
}));

/** For Python. */
export interface PythonOptions extends Model {
  /** What the package is called. */
  pypiPackageName?: string;
}

export const PythonOptions: Codec<PythonOptions> = codec.object(() => ({
  pypiPackageName: codec.optional("pypiPackageName", codec.string),
}));

/** For TypeScript. */
export interface TypescriptOptions extends Model {
  /** What the package is called. */
  npmName?: string;
}

export const TypescriptOptions: Codec<TypescriptOptions> = codec.object(() => ({
  npmName: codec.optional("npmName", codec.string),
}));
