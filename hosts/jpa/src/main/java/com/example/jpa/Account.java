package com.example.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Account {

	@Id
	private Long id = 0L;

	private String name = "";

	private String email = "";

	private String password = "";

	private String role = "";

	Long getId() {
		return this.id;
	}

	String getName() {
		return this.name;
	}

	String getEmail() {
		return this.email;
	}

	String getPassword() {
		return this.password;
	}

	String getRole() {
		return this.role;
	}

}
