package io.github.clilogin;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;

/**
 * Offers options, such as the organizations of a user. The user chooses one option of
 * each group at the confirmation, and the token is for the chosen options.
 * {@link CliLogin#choices} returns them to the {@link CliCredentialMapper} and to each
 * API call. Thread-safe.
 */
@FunctionalInterface
public interface CliLoginChoices {

	/** Maximum number of options in one offer. */
	int MAX_OPTIONS = 200;

	/**
	 * Returns the options of a user. Called for each view of a pending login, for its
	 * confirmation and for its collection. A choice that is no longer offered at the
	 * collection rejects the login. Not called for API calls, so check there whether the
	 * user still has access. An exception, too many options or two options of one group
	 * with the same ID leave the login pending.
	 * @param user the signed-in user, at the collection as {@link CliUserService#load}
	 * returned it
	 * @param login the login
	 * @return at most {@link #MAX_OPTIONS} options in the order to show; empty offers no
	 * choice
	 */
	List<CliLoginChoice> offer(Authentication user, CliLogin login);

	/**
	 * Contains the options of one offer and those to preselect, at most one of each
	 * group. Immutable.
	 *
	 * @param options the options in the order in which they were offered
	 * @param selected the options to preselect, in the order of their groups
	 */
	record Offer(List<CliLoginChoice> options, List<CliLoginChoice> selected) {

		/** Copies the lists. */
		public Offer {
			options = List.copyOf(options);
			selected = List.copyOf(selected);
		}

		/**
		 * Checks the options of a bean.
		 * @throws IllegalStateException if there are too many options, or two with the
		 * same group and ID
		 */
		static Offer of(List<CliLoginChoice> options) {
			if (options.size() > MAX_OPTIONS) {
				throw new IllegalStateException("The CliLoginChoices bean must offer at most " + MAX_OPTIONS
						+ " options, not " + options.size());
			}
			Set<List<String>> known = new HashSet<>();
			options.stream().filter((option) -> !known.add(List.of(option.group(), option.id()))).forEach((option) -> {
				throw new IllegalStateException("The CliLoginChoices bean must not offer two options with the ID "
						+ option.id() + " in the group " + option.group());
			});
			return new Offer(options, List.of());
		}

		/**
		 * {@return the options of each group, in the order in which the groups were
		 * offered}
		 */
		public Map<String, List<CliLoginChoice>> groups() {
			return this.options.stream()
				.collect(Collectors.groupingBy(CliLoginChoice::group, LinkedHashMap::new, Collectors.toList()));
		}

		/** Selects one option of each group: the first wanted one, or the only one. */
		Offer preselect(Predicate<CliLoginChoice> wanted) {
			return new Offer(this.options, groups().values()
				.stream()
				.flatMap((group) -> (group.size() == 1) ? group.stream() : group.stream().filter(wanted).limit(1))
				.toList());
		}

		/** Returns one option of each group, or empty unless each group has an ID. */
		Optional<List<CliLoginChoice>> answer(Map<String, String> ids) {
			Map<String, List<CliLoginChoice>> groups = groups();
			List<CliLoginChoice> chosen = groups.values()
				.stream()
				.flatMap(List::stream)
				.filter((option) -> option.id().equals(ids.get(option.group())))
				.toList();
			return (chosen.size() == groups.size() && ids.size() == groups.size()) ? Optional.of(chosen)
					: Optional.empty();
		}

		boolean offers(CliLoginChoice choice) {
			return this.options.stream().anyMatch(choice::isSameAs);
		}

	}

}
