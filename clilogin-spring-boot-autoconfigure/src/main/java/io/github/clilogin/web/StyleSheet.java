package io.github.clilogin.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.clilogin.internal.Sha256;

/** Holds the style sheet of the built-in page and its hash. */
final class StyleSheet {

	static final String CSS = """
			:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--text:#1c1e21;--dim:#55595f;--line:#d5d8dd;\
			--soft:#f0f2f5;--link:#0b57a4;--warn-bg:#fff6e0;--warn-line:#b98900;--bad:#a8201a;--go:#1b6e3c;--pick:#3d4a5c;--pick-text:#fff}
			@media(prefers-color-scheme:dark){:root{--bg:#131417;--card:#1e2024;--text:#eceef1;--dim:#a9afb8;--line:#3a3e45;\
			--soft:#292c32;--link:#8dc1ff;--warn-bg:#332a12;--warn-line:#d9a514;--bad:#ff9a92;--go:#7fd6a0;--pick:#d3dae4;--pick-text:#14171b}}
			*{box-sizing:border-box}
			body{margin:0;padding:clamp(.75rem,4vw,3rem) clamp(.75rem,4vw,2rem);background:var(--bg);color:var(--text);\
			font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
			main{max-width:34rem;margin:0 auto;padding:clamp(1rem,5vw,2rem);background:var(--card);border:1px solid var(--line);border-radius:.75rem}
			header{max-width:34rem;margin:0 auto .75rem;padding:0 .25rem;color:var(--dim);font-weight:600}
			h1{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25}
			p{margin:0 0 1rem}
			main>:last-child{margin-bottom:0}
			form{margin:0}
			.account{display:flex;flex-wrap:wrap;align-items:center;column-gap:.75rem;margin-bottom:.5rem}
			.account p{margin:0}
			.quiet{min-height:2.75rem;padding:.25rem 0;border:0;background:none;color:var(--link);font:inherit;text-decoration:underline;cursor:pointer;text-align:start}
			.code{margin:0 0 .875rem;padding:.75rem 1rem;background:var(--soft);border:1px solid var(--line);border-radius:.5rem;text-align:center}
			.code span{color:var(--dim)}
			.code strong{display:block;font:700 min(2.25rem,9vw)/1.3 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;letter-spacing:.08em}
			dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.375rem 1.25rem;margin:0 0 .875rem}
			dt{color:var(--dim)}
			dt small{display:block;font-size:.8125rem}
			dd{margin:0;min-width:0}
			.note{padding:.75rem 1rem;background:var(--warn-bg);border-inline-start:.25rem solid var(--warn-line);border-radius:.25rem}
			.decide{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9rem,100%),1fr));gap:.75rem}
			main>form+*,main>.decide+*{margin-top:1rem}
			.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:3rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:.5rem;\
			background:var(--pick);color:var(--pick-text);font:inherit;font-weight:600;line-height:1.25;cursor:pointer;text-align:center;text-decoration:none}
			.button:hover{filter:brightness(1.12)}
			.plain{background:none;border-color:var(--dim);color:inherit}
			label{display:block;margin-bottom:.25rem;font-weight:600}
			.hint{margin-bottom:.5rem;color:var(--dim)}
			.error{margin-bottom:.5rem;color:var(--bad);font-weight:600}
			.field{display:block;width:100%;min-height:3rem;margin-bottom:1rem;padding:.5rem .75rem;border:1px solid var(--dim);border-radius:.5rem;background:var(--card);color:inherit;font:inherit}
			.typed{font:600 1.375rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;letter-spacing:.08em;text-transform:uppercase}
			dt label{margin:.75rem 0 0;font-weight:inherit}
			dd .field{margin:0}
			details{margin-top:1rem}
			summary{min-height:2.75rem;padding:.6rem 0;color:var(--link);cursor:pointer}
			:focus-visible{outline:3px solid var(--link);outline-offset:2px}
			.mark{margin:0 0 .5rem;font-size:2.5rem;line-height:1}
			.good{color:var(--go)}
			.bad{color:var(--bad)}
			@media(max-width:26rem){dl{grid-template-columns:1fr;gap:.125rem}dt label{margin:0}dd{margin-bottom:.25rem}dt small{display:inline}}
			@media(forced-colors:active){.button{border-color:ButtonText}}
			"""
		.replace("\n", "");

	/** The value of {@code style-src}. */
	static final String SOURCE = "'sha256-"
			+ Base64.getEncoder().encodeToString(Sha256.hash(CSS.getBytes(StandardCharsets.UTF_8))) + "'";

	private StyleSheet() {
	}

}
