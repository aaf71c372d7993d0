package io.github.clilogin;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClaimedText}.
 */
class ClaimedTextTests {

	/** First and last code points of Default_Ignorable_Code_Point, Unicode 17. */
	private static final int[] DEFAULT_IGNORABLE = { 0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x17B4,
			0x17B5, 0x180B, 0x180F, 0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F,
			0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF };

	@Test
	void keepsOrdinaryNamesOfAllScripts() {
		for (String name : new String[] { "ann-laptop", "Änne’s Gerät", "安の端末", "نوت بوك", "👩‍💻".substring(0, 2) }) {
			assertThat(ClaimedText.clean(name, 64)).isEqualTo(name);
		}
	}

	@Test
	void dropsControlCharactersOfTerminalsAndPages() {
		assertThat(ClaimedText.clean("a\u001B[31mb\u0007\u0000", 64)).isEqualTo("a[31mb");
		assertThat(ClaimedText.clean("evil\u202Etxt.exe\u2066\u200F", 64)).isEqualTo("eviltxt.exe");
		assertThat(ClaimedText.clean("a\r\nb\u2028c\u2029d\te", 64)).isEqualTo("a b c d e");
		assertThat(ClaimedText.clean("a\uD800b", 64)).isEqualTo("ab");
		assertThat(ClaimedText.clean("\u009B31m", 64)).isEqualTo("31m");
	}

	@Test
	void blankTextIsAbsent() {
		for (String blank : new String[] { "", "  \u3000", "\u200B\u202E", "\u0000" }) {
			assertThat(ClaimedText.clean(blank, 64)).isNull();
		}
		assertThat(ClaimedText.clean(null, 64)).isNull();
	}

	@Test
	void cutsByCodePoints() {
		assertThat(ClaimedText.clean("x".repeat(10_000), 64)).isEqualTo("x".repeat(64));
		assertThat(ClaimedText.clean("😀".repeat(100), 64)).isEqualTo("😀".repeat(64));
	}

	@Test
	void namesInAllScriptsStayUnchanged() {
		for (String name : List.of("Ann's MacBook Pro (2)", "Anns Bürorechner №5", "ноутбук Анны",
				"o μικρός υπολογιστής", "コンピューター・山田", "はなこのパソコン", "王小明的电脑", "홍길동의 노트북", "คอมพิวเตอร์ของน้ำผึ้ง",
				"कम्प्यूटर की", "কম্পিউটার", "கணினி", "ကြောင်း မြွှေ", "ស្ត្រី", "སྒྲུབ་པའི", "حاسوب محمد",
				"מחשב של דנה", "Máy tính của Nguyễn", "m² ½ € ™ → ✓", "🦊❤👩🇩🇪", "Ƶ ǆ ß İ ı")) {
			assertThat(ClaimedText.clean(name, 64)).isEqualTo(name);
			assertThat(ClaimedText.cleanId(name, 64)).isEqualTo(name);
		}
	}

	@Test
	void noCodePointLeavesAnInvisibleCharacter() {
		assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(ClaimedTextTests::remains).toArray())
			.isEmpty();
	}

	private static boolean remains(int character) {
		String one = Character.toString(character);
		return Stream.of(one, "a" + one + "b", "a " + one + " b", one + "\u0301")
			.map((text) -> ClaimedText.clean(text, 64))
			.filter(Objects::nonNull)
			.anyMatch((cleaned) -> !isVisible(cleaned) || !cleaned.equals(ClaimedText.clean(cleaned, 64)));
	}

	/** Does not use the classes of the implementation. */
	private static boolean isVisible(String cleaned) {
		return cleaned.equals(cleaned.strip()) && !cleaned.contains("  ")
				&& cleaned.codePoints().noneMatch(ClaimedTextTests::isInvisible);
	}

	private static boolean isInvisible(int character) {
		boolean ignorable = IntStream.range(0, DEFAULT_IGNORABLE.length / 2)
			.anyMatch((i) -> character >= DEFAULT_IGNORABLE[2 * i] && character <= DEFAULT_IGNORABLE[2 * i + 1]);
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			case Character.SPACE_SEPARATOR -> character != ' ';
			default -> ignorable || character == 0x2800 || character == 0x1D159;
		};
	}

	@Test
	void aLetterKeepsTwoMarks() {
		String marks = "\u0316\u0317\u0318\u0319".repeat(15);
		assertThat(ClaimedText.clean("x" + marks + "y" + marks, 64)).isEqualTo("x\u0316\u0317y\u0316\u0317");
		assertThat(ClaimedText.clean("x\u20DD\u20DE\u20DF", 64)).isEqualTo("x\u20DD\u20DE");
		assertThat(ClaimedText.clean(marks, 64)).isNull();
		assertThat(ClaimedText.clean(marks + "a " + marks, 64)).isEqualTo("a");
		assertThat(ClaimedText.clean("\u0F40" + "\u0F90".repeat(60), 64)).isEqualTo("\u0F40" + "\u0F90".repeat(4));
		assertThat(ClaimedText.clean("\u0E01" + "\u0E49".repeat(60), 64)).isEqualTo("\u0E01\u0E49\u0E49");
	}

	@Test
	void otherFormsOfAsciiBecomeAsciiExceptInAnId() {
		for (String form : List.of("ａｃｍｅ１", "𝐚𝐜𝐦𝐞𝟏", "𝖆𝖈𝖒𝖊𝟭", "ⓐⓒⓜⓔ①")) {
			assertThat(ClaimedText.clean(form, 64)).isEqualTo("acme1");
			assertThat(ClaimedText.cleanId(form, 64)).isEqualTo(form);
		}
	}

}
