package io.github.clilogin.web;

/**
 * One of what somebody has left.
 *
 * @param budgets what there is for each
 * @param key who that is
 */
record Claim(Budgets budgets, String key) {

	boolean isTouched() {
		return this.budgets.isTouched(this.key);
	}

	boolean isExhausted() {
		return nanosToWait() > 0;
	}

	long nanosToWait() {
		return this.budgets.nanosToWait(this.key);
	}

	boolean take() {
		return this.budgets.take(this.key);
	}

	void giveBack() {
		this.budgets.giveBack(this.key);
	}

	boolean isNews() {
		return this.budgets.isNews(this.key);
	}

}
