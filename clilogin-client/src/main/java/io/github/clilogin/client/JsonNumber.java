package io.github.clilogin.client;

/**
 * A number as it was spelled, so that it can be written again unrounded.
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
