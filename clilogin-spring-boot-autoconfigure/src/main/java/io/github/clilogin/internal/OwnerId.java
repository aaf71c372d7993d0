package io.github.clilogin.internal;

/**
 * Combines a tenant and the id of a user to the id that owns logins. No two pairs have
 * the same text. Without a tenant the text is the id, unless the id looks like one with a
 * tenant.
 *
 * @param tenant the tenant, or an empty text for none
 * @param id the id of the user in the tenant
 */
public record OwnerId(String tenant, String id) {

	private static final String PREFIX = "//";

	private static final char SEPARATOR = '/';

	private static final int MAX_TENANT_LENGTH = 64;

	/**
	 * Checks the tenant.
	 * @throws IllegalArgumentException if the tenant is invalid
	 */
	public OwnerId {
		if (!isTenant(tenant)) {
			throw new IllegalArgumentException("A tenant must have at most " + MAX_TENANT_LENGTH
					+ " characters without a slash and without control characters");
		}
	}

	/**
	 * {@return whether a text can be a tenant} An empty text can.
	 * @param text the text
	 */
	public static boolean isTenant(String text) {
		return text.isEmpty()
				|| text.length() <= MAX_TENANT_LENGTH && text.codePoints().noneMatch(OwnerId::isForbidden);
	}

	private static boolean isForbidden(int character) {
		return character == SEPARATOR || Character.isISOControl(character)
				|| Character.getType(character) == Character.SURROGATE;
	}

	/**
	 * {@return the tenant and id of a text} A text that {@link #text} does not return has
	 * no tenant.
	 * @param text the text
	 */
	public static OwnerId parse(String text) {
		int end = text.startsWith(PREFIX) ? text.indexOf(SEPARATOR, PREFIX.length()) : -1;
		if (end >= 0 && isTenant(text.substring(PREFIX.length(), end))) {
			OwnerId parsed = new OwnerId(text.substring(PREFIX.length(), end), text.substring(end + 1));
			if (parsed.text().equals(text)) {
				return parsed;
			}
		}
		return new OwnerId("", text);
	}

	/**
	 * {@return the id that owns logins}
	 */
	public String text() {
		return (this.tenant.isEmpty() && !this.id.startsWith(PREFIX)) ? this.id
				: PREFIX + this.tenant + SEPARATOR + this.id;
	}

}
