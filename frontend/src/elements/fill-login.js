// <fill-login password>: a click on a demonstration account fills the sign-in form.
class FillLogin extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-username]");
      if (!button) return;
      document.getElementById("id_username").value = button.dataset.username;
      const password = document.getElementById("id_password");
      password.value = this.getAttribute("password") || "";
      password.focus();
    });
  }
}

customElements.define("fill-login", FillLogin);
