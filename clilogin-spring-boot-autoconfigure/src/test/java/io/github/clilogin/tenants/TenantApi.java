package io.github.clilogin.tenants;

import java.util.stream.Collectors;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API of a host application with tenants.
 */
@RestController
class TenantApi {

	@GetMapping("/api/me")
	String me(Authentication user) {
		return user.getName() + " "
				+ user.getAuthorities()
					.stream()
					.map(GrantedAuthority::getAuthority)
					.filter((authority) -> authority.startsWith("ROLE_"))
					.collect(Collectors.joining(" "));
	}

}
