package io.github.clilogin;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import io.github.clilogin.internal.OwnerId;

/**
 * Represents the user who confirmed a login, as stored in the login. Immutable. To
 * compare users, compare their ids: {@code equals} compares all components. A user whose
 * id, principal name or account name is empty or too long, or contains a control
 * character or half a surrogate pair, cannot decide logins, because not every database
 * stores such a text.
 *
 * @param id the stable id that owns the login, see {@link #ownerId}, at most 255
 * characters
 * @param name the display name, shown in the terminal
 * @param principalName the name of the user's {@link Authentication}, at most 1,000
 * characters, or {@code null} if unknown
 * @param accountName the user name of the account that signed in, at most 1,000
 * characters, or {@code null} if the account that is loaded may have any name
 * @param actor the id of the user who acted as this user at the confirmation, or
 * {@code null}, see {@link #actorOf}
 * @param authorities the authorities at the confirmation, see
 * {@link #rememberableAuthorities}
 * @param reloadable whether the account is loaded again at every use of a token
 */
public record CliUser(String id, String name, @Nullable String principalName, @Nullable String accountName,
		@Nullable String actor, Set<String> authorities, boolean reloadable) {

	private static final int MAX_ID_LENGTH = 255;

	private static final int MAX_NAME_LENGTH = 1000;

	private static final boolean SWITCH_USER = isSwitchUserPresent();

	/**
	 * Copies the authorities and cleans the display name. The id replaces an empty one.
	 */
	public CliUser {
		String cleaned = ClaimedText.clean(name, CliLoginRequest.MAX_NAME_LENGTH);
		name = (cleaned != null) ? cleaned : id;
		authorities = Set.copyOf(authorities);
	}

	/**
	 * Creates a user without a principal name.
	 * @param id the stable id that owns the login
	 * @param name the display name, shown in the terminal
	 * @param authorities the authorities at the confirmation
	 * @param reloadable whether the account is loaded again at every use of a token
	 */
	public CliUser(String id, String name, Set<String> authorities, boolean reloadable) {
		this(id, name, null, authorities, reloadable);
	}

	/**
	 * Creates a user without an actor, which {@link CliLoginService#confirm} adds.
	 * @param id the stable id that owns the login
	 * @param name the display name, shown in the terminal
	 * @param principalName the name of the user's {@link Authentication}
	 * @param authorities the authorities at the confirmation
	 * @param reloadable whether the account is loaded again at every use of a token
	 */
	public CliUser(String id, String name, @Nullable String principalName, Set<String> authorities,
			boolean reloadable) {
		this(id, name, principalName, null, null, authorities, reloadable);
	}

	/**
	 * Returns the id that owns the logins of a user of a tenant. Use it for
	 * {@link CliLoginService#revokeAll} and {@link CliLoginService#logins}.
	 * @param tenant the tenant, or an empty text for none
	 * @param idInTenant the id that {@link CliUserService#remember} returned
	 * @return an id that no other user of any tenant has. Without a tenant it is the
	 * second argument, unless that starts with two slashes.
	 * @throws IllegalArgumentException if the tenant has more than 64 characters, a slash
	 * or a control character
	 */
	public static String ownerId(String tenant, String idInTenant) {
		return new OwnerId(tenant, idInTenant).text();
	}

	/**
	 * {@return the tenant that the id contains, or an empty text for none}
	 */
	public String tenant() {
		return OwnerId.parse(this.id).tenant();
	}

	/**
	 * {@return the id without the tenant, as {@link CliUserService#remember} returned it}
	 */
	public String idInTenant() {
		return OwnerId.parse(this.id).id();
	}

	CliUser withTenant(String tenant) {
		return new CliUser(ownerId(tenant, this.id), this.name, this.principalName, this.accountName, this.actor,
				this.authorities, this.reloadable);
	}

	/** Returns whether the login was started in the tenant of this user. */
	boolean isInTenantOf(CliLogin login) {
		return tenant().equals(login.request().tenant());
	}

	/** Returns whether each store can keep logins of an owner. */
	static boolean isStorable(String id) {
		return isStorable(id, MAX_ID_LENGTH);
	}

	/**
	 * Returns whether each store can keep the texts. Stored users are not checked,
	 * because they may be older than this rule.
	 */
	boolean isStorable() {
		return isStorable(this.id) && !idInTenant().isEmpty()
				&& (this.principalName == null || isStorable(this.principalName, MAX_NAME_LENGTH))
				&& (this.accountName == null || isStorable(this.accountName, MAX_NAME_LENGTH));
	}

	private static boolean isStorable(String text, int maxLength) {
		return !text.isEmpty() && text.length() <= maxLength && text.codePoints().noneMatch(CliUser::isNotStorable);
	}

	private static boolean isNotStorable(int character) {
		return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
	}

	CliUser withActor(String actor) {
		return new CliUser(this.id, this.name, this.principalName, this.accountName, actor, this.authorities,
				this.reloadable);
	}

	/**
	 * Returns the user who acts as another user, for example an administrator by the
	 * {@code SwitchUserFilter} of Spring Security.
	 * @param user the signed-in user
	 * @return the user who signed in, or empty if that is the same user
	 */
	public static Optional<Authentication> actorOf(Authentication user) {
		return SWITCH_USER ? SwitchedUser.source(user) : Optional.empty();
	}

	/**
	 * Returns the authorities that a login may store: all except {@code FACTOR_*}, which
	 * describe a sign-in, {@code SCOPE_*}, which belong to another token, and the one by
	 * which a user acts as another user.
	 * @param user the signed-in user
	 * @return the names of the authorities
	 */
	public static Set<String> rememberableAuthorities(Authentication user) {
		return user.getAuthorities()
			.stream()
			.filter(CliUser::isRememberable)
			.map(GrantedAuthority::getAuthority)
			.collect(Collectors.toUnmodifiableSet());
	}

	static boolean isRememberable(GrantedAuthority authority) {
		String name = authority.getAuthority();
		return name != null && !name.startsWith("FACTOR_") && !name.startsWith("SCOPE_")
				&& !(SWITCH_USER && SwitchedUser.isMark(authority));
	}

	/** Uses no reflection, for which a native image would need a hint. */
	private static boolean isSwitchUserPresent() {
		try {
			return SwitchedUser.isKnown();
		}
		catch (LinkageError ex) {
			return false;
		}
	}

	/** Works only if spring-security-web is on the class path. */
	private static final class SwitchedUser {

		static Optional<Authentication> source(Authentication user) {
			return user.getAuthorities()
				.stream()
				.filter(SwitchUserGrantedAuthority.class::isInstance)
				.map((mark) -> ((SwitchUserGrantedAuthority) mark).getSource())
				.findFirst();
		}

		static boolean isKnown() {
			return GrantedAuthority.class.isAssignableFrom(SwitchUserGrantedAuthority.class);
		}

		static boolean isMark(GrantedAuthority authority) {
			return authority instanceof SwitchUserGrantedAuthority;
		}

	}

}
