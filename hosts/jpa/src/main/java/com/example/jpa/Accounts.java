package com.example.jpa;

import java.util.Optional;

import org.springframework.data.jpa.repository.JpaRepository;

interface Accounts extends JpaRepository<Account, Long> {

	Optional<Account> findByName(String name);

	Optional<Account> findByEmail(String email);

}
