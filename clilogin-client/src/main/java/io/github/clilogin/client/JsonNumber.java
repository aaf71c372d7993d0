package io.github.clilogin.client;

/**
 * Keeps the spelling of a number, so that it can be written again without rounding.
 */
record JsonNumber(String literal) {

	double value() {
		return Double.parseDouble(this.literal);
	}

	@Override
	public String toString() {
		return this.literal;
	}

}
