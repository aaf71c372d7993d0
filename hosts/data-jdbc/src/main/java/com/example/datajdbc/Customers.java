package com.example.datajdbc;

import java.util.List;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.ListCrudRepository;

interface Customers extends ListCrudRepository<Customer, Long> {

	@Cacheable("customers")
	List<Customer> findByName(String name);

}
