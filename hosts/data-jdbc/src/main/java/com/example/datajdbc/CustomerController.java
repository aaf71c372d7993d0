package com.example.datajdbc;

import java.security.Principal;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerController {

	private final Customers customers;

	CustomerController(Customers customers) {
		this.customers = customers;
	}

	@GetMapping("/api/customers")
	List<Customer> find(@RequestParam String name) {
		return this.customers.findByName(name);
	}

	@GetMapping("/api/me")
	String me(Principal principal) {
		return principal.getName();
	}

}
