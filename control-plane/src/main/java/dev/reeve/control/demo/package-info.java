/**
 * The demo: three regions on one machine, a simulated fleet whose incidents are known, and an
 * account at the end that has to be exact.
 */
package dev.reeve.control.demo;
