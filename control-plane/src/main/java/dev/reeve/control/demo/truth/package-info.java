/** What alarms are worth, judged by the incidents that really were. */
package dev.reeve.control.demo.truth;
