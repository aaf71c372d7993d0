package io.github.clilogin.web;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.internal.MixedAlphabets;

/**
 * Describes a page for a {@link ConfirmationPageRenderer}. Escape all texts: they may
 * contain anything that a stranger typed. Immutable.
 *
 * @param kind the kind of the page
 * @param account the name of the signed-in user, or {@code null}
 * @param actor the name of the user who acts as the signed-in user, or {@code null}
 * @param login the facts about the login, or {@code null}
 * @param forms the forms to offer
 * @param message the reason for a rejection or refusal, or {@code null}
 * @param again the URL that shows the login again or asks for a code, or {@code null}
 * @param returnStep the step by which a code gets to the CLI, or {@code null}
 */
public record ConfirmationPage(Kind kind, @Nullable String account, @Nullable String actor, @Nullable Facts login,
		Map<Action, Form> forms, @Nullable String message, @Nullable String again, @Nullable ReturnStep returnStep) {

	/** Copies the forms. */
	public ConfirmationPage {
		Map<Action, Form> copy = new EnumMap<>(Action.class);
		copy.putAll(forms);
		forms = Collections.unmodifiableMap(copy);
	}

	/** Lists the kinds of pages. */
	public enum Kind {

		/** The first step: a form for the user code. */
		ENTER_CODE(200),

		/** The first step again: no login has this code, or the user cannot review it. */
		UNKNOWN_CODE(404),

		/** The second step: the facts, and the forms that decide. */
		REVIEW(200),

		/** The second step again: a choice is missing, or it is no longer offered. */
		CHOICE_REQUIRED(422),

		/**
		 * Asks a second time, because the login was requested from another network than
		 * this browser and demands no return code. The forms reject and confirm.
		 */
		OTHER_NETWORK(200),

		/** The last step: this user has confirmed. */
		CONFIRMED(200),

		/**
		 * This user has confirmed, and the browser must send a code to the CLI, see
		 * {@link ReturnStep#form}.
		 */
		RETURN_LOOPBACK(200),

		/** This user has confirmed, and must type {@link ReturnStep#code} in the CLI. */
		RETURN_CODE(200),

		/**
		 * This user has confirmed. The forms ask whether the CLI is in front of the user,
		 * before the page shows the code to type.
		 */
		RETURN_QUESTION(200),

		/**
		 * This user has confirmed, but this browser does not have the code. Another
		 * browser may have it. {@link ReturnStep#typedPage} replaces it by a code to
		 * type; without that page, the user rejects and starts again.
		 */
		RETURN_ELSEWHERE(200),

		/** The CLI has received a code. It is unknown from which login. */
		FINISHED(200),

		/** The last step: the CLI has a credential that only the host can revoke. */
		HANDED_OVER(200),

		/** The last step: this user has rejected. */
		REJECTED(200),

		/** Another user decided after this user was shown the login. */
		ALREADY_DECIDED(409),

		/** The host refused a credential, which rejects the login. */
		REFUSED(403),

		/** The account of this user cannot be loaded. The login is still pending. */
		ACCOUNT_UNAVAILABLE(403),

		/**
		 * The choices cannot be loaded. The login is still pending and can be rejected.
		 */
		CHOICES_UNAVAILABLE(503),

		/** This user acts as another user, and the host does not allow it. */
		IMPERSONATED(403),

		/** The login has ended, and its token is invalid. */
		DISCONNECTED(200),

		/** The login expired before a decision. */
		EXPIRED(410),

		/** This user confirmed, but the CLI did not collect the credential in time. */
		NOT_COLLECTED(410),

		/** The CLI cancelled the login. */
		CANCELLED(410),

		/** Too many codes were wrong, so codes are refused for some minutes. */
		RATE_LIMITED(429),

		/** No login has the ID of the link or form, or the user cannot review it. */
		UNKNOWN_LOGIN(404),

		/** No login is named: the user must open the link in the terminal. */
		START_AGAIN(404),

		/** The decision failed, and the login is still pending. */
		STILL_WAITING(503),

		/** The outcome of a decision or the state of the login is unknown. */
		NOT_CERTAIN(503),

		/** The form is too old, or belongs to another browser or user. */
		STALE_FORM(403),

		/** A user who acts through a CLI token may not decide. */
		COMMAND_LINE(403),

		/** The host knows no tenant for this address. */
		UNKNOWN_TENANT(403),

		/** No security filter chain of the host covers the page. */
		NOT_COVERED(403),

		/** The method is not allowed. */
		WRONG_METHOD(405);

		private final int status;

		Kind(int status) {
			this.status = status;
		}

		/**
		 * {@return the HTTP status of the page}
		 */
		public int status() {
			return this.status;
		}

	}

	/** Lists the actions of forms. */
	public enum Action {

		/** Sends the user code in {@link Form#field}. */
		ENTER_CODE,

		/** Confirms the login. */
		CONFIRM,

		/**
		 * Asks for {@link Kind#OTHER_NETWORK}. Never a key of
		 * {@link ConfirmationPage#forms}: if the networks differ, the form
		 * {@link #CONFIRM} has this action first.
		 */
		COMPARE_NETWORKS,

		/** Rejects the login, with an optional reason in {@link Form#field}. */
		REJECT,

		/** Revokes the confirmed login. */
		DISCONNECT,

		/** Shows the code to type, because the CLI is in front of the user. */
		SHOW_CODE,

		/** Signs out, so that another user can sign in. */
		SWITCH_ACCOUNT

	}

	/** Compares the networks of the CLI and of the browser that shows the page. */
	public enum Network {

		/** Both addresses belong to one network, an IPv4 address or an IPv6 /64. */
		SAME,

		/** The addresses belong to different networks. */
		OTHER,

		/**
		 * The addresses differ. One or both may be those of proxies, or only one of them
		 * is an IPv4 address, which a single computer may cause.
		 */
		PERHAPS_OTHER,

		/** An address is unknown, or both are equal and may be that of a proxy. */
		UNKNOWN

	}

	/**
	 * Describes a form, which is sent by POST.
	 *
	 * @param action the URL to which it is sent
	 * @param hidden the hidden fields with their values, all of which must be sent
	 * @param field the name of the text field for the user, or {@code null}
	 * @param choices the questions that the user answers, in order
	 */
	public record Form(String action, Map<String, String> hidden, @Nullable String field, List<ChoiceField> choices) {

		/** Copies the fields. */
		public Form {
			hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
			choices = List.copyOf(choices);
		}

		@Override
		public String toString() {
			return "Form[action=" + this.action + ", hidden=" + this.hidden.keySet() + "]";
		}

	}

	/**
	 * Describes the step after the confirmation of a login that demands a return code.
	 * Only the browser of the user may get this page.
	 *
	 * @param code the secret letters to type in the CLI, such as {@code BCD-FGH}, or
	 * {@code null}
	 * @param form the form that sends a code to a port of this machine, without a text
	 * field, or {@code null}
	 * @param automatic whether {@link #SCRIPT} may send the form: this page is the first
	 * one with the form, and the user opened it
	 * @param typedPage the URL that shows a code to type, or {@code null} if the CLI asks
	 * for none or the page shows one already
	 */
	public record ReturnStep(@Nullable String code, @Nullable Form form, boolean automatic,
			@Nullable String typedPage) {

		/**
		 * The only script that a page may contain, as an inline script without attributes
		 * at the end of the body. It sends the form with the ID {@code return} if the
		 * form has the attribute {@code data-automatic}. If a policy forbids to send the
		 * form, it follows the link with the ID {@code typed}.
		 */
		public static final String SCRIPT = """
				(() => {
				const form = document.getElementById('return');
				const typed = document.getElementById('typed');
				document.addEventListener('securitypolicyviolation', (event) => {
				if (typed && event.disposition === 'enforce' && event.effectiveDirective === 'form-action')
				location.replace(typed.href);
				});
				if (form && 'automatic' in form.dataset) form.submit();
				})()""";

		/** Omits the code. */
		@Override
		public String toString() {
			return "ReturnStep[form=" + this.form + ", automatic=" + this.automatic + "]";
		}

	}

	/**
	 * Describes a question. The user must choose one of several options, whose ID is sent
	 * in the field. If the question has only one option, show it as a fact: its field is
	 * one of {@link Form#hidden}.
	 *
	 * @param name the name of the field
	 * @param group the group of the options, which is the question
	 * @param options the options in the order to show
	 * @param selected the ID of the option to preselect, or {@code null}
	 */
	public record ChoiceField(String name, String group, List<CliLoginChoice> options, @Nullable String selected) {

		/** Copies the options. */
		public ChoiceField {
			options = List.copyOf(options);
		}

	}

	/**
	 * Holds the facts about a login. The CLI claims its name, version and device, and
	 * nothing verifies them.
	 *
	 * @param userCode the code to compare with the terminal, such as {@code BCDF-GHJK}
	 * @param client the claimed name of the CLI, or {@code null}
	 * @param clientVersion the claimed version of the CLI, or {@code null}
	 * @param deviceName the claimed name of the device, or {@code null}
	 * @param address the measured address of the CLI, or {@code null} if unknown
	 * @param addressUncertain whether that address may be that of a proxy, because the
	 * request had a forwarding header that was not read
	 * @param browserAddress the measured address of this browser, or {@code null} if
	 * unknown
	 * @param browserAddressUncertain whether that address may be that of a proxy
	 * @param network whether both addresses belong to one network
	 * @param age the time since the start of the login
	 * @param timeLeft the time until the login expires; of a confirmed login, the time
	 * until the CLI must have collected it
	 * @param scopes the requested scopes; empty means everything that the user may do
	 */
	public record Facts(String userCode, @Nullable String client, @Nullable String clientVersion,
			@Nullable String deviceName, @Nullable String address, boolean addressUncertain,
			@Nullable String browserAddress, boolean browserAddressUncertain, Network network, Duration age,
			Duration timeLeft, Set<String> scopes) {

		/** Copies the scopes in their order. */
		public Facts {
			scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		}

		/**
		 * {@return whether a word in the name of the CLI mixes similar alphabets, such as
		 * Latin and Cyrillic, so that it may imitate another name}
		 */
		public boolean clientMixesAlphabets() {
			return MixedAlphabets.areIn(this.client);
		}

		/**
		 * {@return whether a word in the name of the device mixes similar alphabets}
		 */
		public boolean deviceNameMixesAlphabets() {
			return MixedAlphabets.areIn(this.deviceName);
		}

		@Override
		public String toString() {
			return "Facts[client=" + this.client + ", age=" + this.age + "]";
		}

	}

}
