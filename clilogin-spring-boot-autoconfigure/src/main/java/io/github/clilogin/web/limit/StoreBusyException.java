package io.github.clilogin.web.limit;

/** Refuses a request of a CLI because too many others are waiting for the database. */
final class StoreBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StoreBusyException() {
		super("The database was not asked, because it does not respond, or " + StoreCallLimit.MAX_CALLS
				+ " requests of CLIs are waiting for it", null, false, false);
	}

	/** Omits the class name, which says less than the message. */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
