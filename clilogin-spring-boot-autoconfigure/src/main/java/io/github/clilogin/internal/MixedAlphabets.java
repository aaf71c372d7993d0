package io.github.clilogin.internal;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds words that mix alphabets with letters of the same look, such as a Latin word with
 * a Cyrillic letter. Such a word may imitate another name.
 */
public final class MixedAlphabets {

	private static final Pattern WORD_END = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

	/** Words of other scripts may contain Latin letters, as in Japanese or Thai. */
	private static final Set<UnicodeScript> SIMILAR = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC,
			UnicodeScript.GREEK, UnicodeScript.COPTIC, UnicodeScript.ARMENIAN, UnicodeScript.GEORGIAN,
			UnicodeScript.CHEROKEE, UnicodeScript.LISU, UnicodeScript.DESERET, UnicodeScript.OLD_ITALIC,
			UnicodeScript.CARIAN, UnicodeScript.LYCIAN, UnicodeScript.LYDIAN, UnicodeScript.GOTHIC, UnicodeScript.OSAGE,
			UnicodeScript.VAI, UnicodeScript.CANADIAN_ABORIGINAL);

	private MixedAlphabets() {
	}

	/**
	 * {@return whether a word of the text mixes such alphabets}
	 * @param text the text, or {@code null}
	 */
	public static boolean areIn(@Nullable String text) {
		return text != null && WORD_END.splitAsStream(text).anyMatch(MixedAlphabets::isMixed);
	}

	private static boolean isMixed(String word) {
		return word.codePoints().mapToObj(UnicodeScript::of).filter(SIMILAR::contains).distinct().count() > 1;
	}

}
