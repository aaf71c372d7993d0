package io.github.clilogin.samplecli;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.nayuki.qrcodegen.QrCode;

/**
 * Renders a link as a QR code with two modules per character and a quiet zone for
 * readers. It draws the light modules, since most terminals are dark.
 *
 * @param hasColor whether the terminal supports colors
 * @param hasBlocks whether the terminal supports block characters
 */
record QrCodeRenderer(boolean hasColor, boolean hasBlocks) {

	private static final int QUIET_ZONE = 4;

	static QrCodeRenderer forTerminal(CliContext context) {
		Charset charset = Charset.forName(System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
		return new QrCodeRenderer(context.hasColor(), charset.newEncoder().canEncode('\u2588'));
	}

	String render(URI link) {
		QrCode code = QrCode.encodeText(link.toASCIIString(), QrCode.Ecc.LOW);
		int step = this.hasBlocks ? 2 : 1;
		return IntStream.iterate(-QUIET_ZONE, (y) -> y < code.size + QUIET_ZONE, (y) -> y + step)
			.mapToObj((y) -> row(code, y))
			.collect(Collectors.joining());
	}

	private String row(QrCode code, int y) {
		String row = IntStream.range(-QUIET_ZONE, code.size + QUIET_ZONE)
			.mapToObj((x) -> this.hasBlocks ? halves(!code.getModule(x, y), !code.getModule(x, y + 1))
					: code.getModule(x, y) ? "  " : "##")
			.collect(Collectors.joining());
		return (this.hasColor ? "\033[97;40m" + row + "\033[0m" : row) + System.lineSeparator();
	}

	private static String halves(boolean isUpperLight, boolean isLowerLight) {
		if (isUpperLight == isLowerLight) {
			return isUpperLight ? "\u2588" : " ";
		}
		return isUpperLight ? "\u2580" : "\u2584";
	}

}
